// What is wrong with the templates of a scenario, seen without rendering: their syntax, their filters, tests and variables.
import type { SometimesThere } from '../../mocks/bloomreach/definition/on-paper.ts'
import { withoutParametersInTags } from '../../mocks/bloomreach/definition/parameters/template-parameters.ts'
import {
  type Analysis,
  analyse,
  bloomreachContext,
  compile,
  type HostFilter,
  hasJinja,
  JinjaError,
  render,
} from '../../mocks/bloomreach/jinja/index.ts'
import type { BloomreachSettings } from '../../mocks/bloomreach/settings.ts'
import { vendorGrammar } from '../../mocks/bloomreach/visit/vendor-grammar.ts'
import { nearestName } from '../../mocks/kit/nearest-name.ts'
import type { ScenarioFinding } from './finding.ts'
import { syntaxRemedy } from './syntax-remedy.ts'

export interface Template {
  text: string
  /** Into the scenario's definition. */
  path: readonly (string | number)[]
  node?: number
  /** Variables that the place of the template does not have. */
  without?: readonly SometimesThere[]
  /** Whether its text may have template parameters. */
  takesParameters?: boolean
}

/** Variables that not every template has, and where they are. */
const WHERE: Readonly<Record<SometimesThere, string>> = {
  email: 'Only the texts of an email have it.',
  event: 'Only a scenario with the trigger on_event has it.',
  params: 'Give the webhook parameters, or begin with an api_trigger.',
  customers: 'Only the root template of a batch has it.',
}

export interface Analysed extends Template {
  analysis: Analysis
}

/** What the dialect defines, whatever the state, but for the other way to print a snippet. */
function variablesWith({ snippetSyntax }: BloomreachSettings): string[] {
  const absent = snippetSyntax === 'call' ? 'snippets' : 'snippet'
  const all = Object.keys(bloomreachContext({ customer: {}, customerIds: {}, nowMs: 0 }))
  return all.filter(name => name !== absent)
}

/** Jinja2's own functions need no list: a template says whether they are there. */
const isDefined = (name: string, { without = [] }: Template, settings: BloomreachSettings): boolean =>
  (variablesWith(settings).includes(name) && !without.some(absent => absent === name)) ||
  render(`{{ ${name} is defined }}`) === 'True'

/** Every text with Jinja in a node, a condition or a preset. Names are shown, never rendered. */
export function templatesIn(value: unknown, path: readonly (string | number)[], node?: number): Template[] {
  if (typeof value === 'string') {
    if (!hasJinja(value)) return []
    return [{ text: value, path, ...(node === undefined ? {} : { node }) }]
  }
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, part]) =>
    key === 'name' || key === 'description'
      ? []
      : templatesIn(part, [...path, Array.isArray(value) ? Number(key) : key], node),
  )
}

/** Findings of one template, and what it reads when it can be read at all. */
export function judgeTemplate(
  template: Template,
  settings: BloomreachSettings,
): { findings: ScenarioFinding[]; analysed?: Analysed } {
  const { path, node } = template
  const at = (code: string, { line, column }: Where, message: string, remedy: string): ScenarioFinding => ({
    code,
    path,
    within: { line, column },
    message,
    remedy,
    ...(node === undefined ? {} : { node }),
  })
  const { analysis, error } = readAsFarAsPossible(asJinjaReads(template, settings), settings)
  if (analysis === undefined) return { findings: [syntaxFinding(error, at)] }
  const unknown = (kind: 'filter' | 'test', places: readonly Named[]) =>
    places.flatMap(place => {
      const refusal = refusalOf(kind, place.name)
      if (refusal === undefined) return []
      const message = `Cannot render the template: there is no ${kind} "${place.name}".`
      return [at(`unknown-${kind}`, place, message, meant(refusal))]
    })
  return {
    analysed: { ...template, analysis },
    findings: [
      ...unknown('filter', analysis.filters),
      ...unknown('test', analysis.tests),
      ...(settings.templatePlus === 'numbers' ? analysis.additions : []).map(where =>
        at('addition-of-no-numbers', where, ...ONLY_NUMBERS),
      ),
      ...undefinedIn(template, analysis, settings).map(({ path, isAsked, ...where }) =>
        isAsked
          ? at('undefined-attribute', where, ...askedOfUndefined(path, settings))
          : at('unknown-variable', where, ...unknownVariable(path, settings)),
      ),
    ],
  }
}

/** With template parameters filled in before Jinja reads it, whatever their values. */
const asJinjaReads = (
  { text, takesParameters }: Template,
  { parametersInTags }: BloomreachSettings,
): string => (takesParameters === true && parametersInTags === 'fill' ? withoutParametersInTags(text) : text)

type Path = readonly string[]

/** Of those that are known whatever the customer. */
const ATTRIBUTES: ReadonlyMap<string, readonly string[]> = new Map([
  ['email', ['view', 'unsubscribe']],
  ['consent', ['page']],
])

/** What a template reads and cannot have, once each; whether something is asked of it, which fails. */
function undefinedIn(
  template: Template,
  { variables, attributePaths, demands }: Analysis,
  settings: BloomreachSettings,
) {
  const missing = (path: Path): Path | undefined => {
    const [name = '', attribute] = path
    if (!isDefined(name, template, settings)) return [name]
    if (attribute === undefined || ATTRIBUTES.get(name)?.includes(attribute) !== false) return undefined
    return [name, attribute]
  }
  const found = new Map<string, Where & { path: Path; isAsked: boolean }>()
  const add = (path: Path | undefined, { line, column }: Where, isAsked: boolean) => {
    if (path === undefined || found.has(path.join('.'))) return
    found.set(path.join('.'), { path, line, column, isAsked })
  }
  for (const { path, ...where } of demands) add(missing(path), where, true)
  for (const { name, ...where } of variables) {
    add(missing([name]), where, false)
    for (const path of attributePaths) if (path[0] === name) add(missing(path), where, false)
  }
  return [...found.values()]
}

interface Where {
  line: number
  column: number
}
type Named = Where & { name: string }

/** Unknown filters stop the compiler; they are given, one after the other, to see the rest as well. */
function readAsFarAsPossible(
  text: string,
  settings: BloomreachSettings,
): { analysis?: Analysis; error?: JinjaError } {
  const given: Record<string, HostFilter> = {}
  const grammar = vendorGrammar({ settings })
  for (;;) {
    try {
      // Without filters of its own it is the template that is rendered, and kept.
      const isPlain = Object.keys(given).length === 0
      return { analysis: analyse(text, isPlain ? grammar : { ...grammar, filters: { ...given } }) }
    } catch (error) {
      if (!(error instanceof JinjaError)) throw error
      const { unknown } = error
      if (unknown?.kind !== 'filter' || Object.hasOwn(given, unknown.name)) return { error }
      given[unknown.name] = value => value
    }
  }
}

function syntaxFinding(
  error: JinjaError | undefined,
  at: (code: string, where: Where, message: string, remedy: string) => ScenarioFinding,
): ScenarioFinding {
  const where = { line: error?.line ?? 1, column: error?.column ?? 1 }
  if (error?.unknown?.kind === 'test') {
    const message = `Cannot render the template: there is no test "${error.unknown.name}".`
    return at('unknown-test', where, message, meant(error))
  }
  const message = `Cannot render the template: ${error?.name}: ${error?.message.replace(/\.$/, '')}.`
  return at('template-syntax', where, message, syntaxRemedy(error?.message ?? ''))
}

/** The compiler's own word on a filter or test. */
function refusalOf(kind: 'filter' | 'test', name: string): JinjaError | undefined {
  try {
    compile(kind === 'filter' ? `{{ 0|${name} }}` : `{{ 0 is ${name} }}`)
    return undefined
  } catch (error) {
    if (error instanceof JinjaError && error.unknown !== undefined) return error
    return undefined
  }
}

const ONLY_NUMBERS = [
  'Cannot render the template: "+" is given what is no number (setting templatePlus).',
  'Join texts with "~", and add to lists with {% append %}.',
] as const

const unknownVariable = (path: Path, settings: BloomreachSettings): [string, string] => [
  `Cannot fill in "${path.join('.')}": no variable of a template has this name. Alone it prints nothing, its attributes and calls fail.`,
  meantPath(path, settings),
]

const askedOfUndefined = (path: Path, settings: BloomreachSettings): [string, string] => [
  `Cannot render the template: "${path.join('.')}" is undefined there, and whatever is asked of it fails.`,
  meantPath(path, settings),
]

function meantPath([name = '', attribute]: Path, settings: BloomreachSettings): string {
  if (attribute === undefined && Object.hasOwn(WHERE, name)) return WHERE[name as SometimesThere]
  const known = attribute === undefined ? variablesWith(settings) : (ATTRIBUTES.get(name) ?? [])
  const near = nearestName(attribute ?? name, known)
  if (near === undefined) return `Use one of: ${known.join(', ')}; or set it in the template.`
  return `Did you mean "${attribute === undefined ? near : `${name}.${near}`}"?`
}

const meant = ({ suggestion }: JinjaError): string =>
  suggestion === undefined ? 'Use one of Jinja2 or of the dialect.' : `Did you mean "${suggestion}"?`
