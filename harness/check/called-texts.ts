// What templates call by name: HTML blocks with their template parameters, snippets and voucher pools, and whether the project has them.
import {
  type ParameterProblem,
  parameterProblems,
} from '../../mocks/bloomreach/definition/parameters/parameter-problems.ts'
import type { Bloomreach } from '../../mocks/bloomreach/index.ts'
import type { NamedCall } from '../../mocks/bloomreach/jinja/index.ts'
import type { BloomreachSettings } from '../../mocks/bloomreach/settings.ts'
import { parameterRulesOf } from '../../mocks/bloomreach/visit/block-parameters.ts'
import { nearestName } from '../../mocks/kit/nearest-name.ts'
import type { ScenarioFinding } from './finding.ts'
import type { Analysed } from './templates.ts'

export type ProjectTexts = Pick<
  Bloomreach,
  'htmlBlocks' | 'snippets' | 'voucherPools' | 'analyses' | 'recommendations' | 'settings'
>

interface Missing {
  what: 'HTML block' | 'snippet' | 'voucher pool'
  name: string
  known: readonly string[]
}

export const calledTextFindings = (
  templates: readonly Analysed[],
  project: ProjectTexts,
): ScenarioFinding[] =>
  templates.flatMap(template => [
    ...template.analysis.calls.flatMap(call => callFindings(call, template, project)),
    ...template.analysis.attributes.flatMap(({ path: [variable = '', name], ...where }) =>
      name === undefined ? [] : missingFindings({ variable, name, where }, template, project),
    ),
  ])

function callFindings(call: NamedCall, template: Analysed, project: ProjectTexts): ScenarioFinding[] {
  const { name: variable, argument, line, column } = call
  const where = { line, column }
  return [
    ...missingFindings({ variable, name: argument, where }, template, project),
    ...(variable === 'block' ? blockProblems(call, project) : []).map(({ code, message, remedy }) => ({
      ...placeOf(template, where),
      code,
      message: `Cannot print the HTML block ${JSON.stringify(argument)}: ${message}`,
      remedy,
    })),
  ]
}

interface Named {
  variable: string
  name: string
  where: { line: number; column: number }
}

function missingFindings(
  { variable, name, where }: Named,
  template: Analysed,
  project: ProjectTexts,
): ScenarioFinding[] {
  const what = KINDS[variable]
  if (what === undefined) return []
  const known = NAMES[what](project)
  if (known.includes(name)) return []
  return [{ ...placeOf(template, where), ...missing({ what, name, known }) }]
}

/** The variables of the dialect that lead to them. */
const KINDS: Readonly<Record<string, Missing['what']>> = {
  block: 'HTML block',
  snippet: 'snippet',
  snippets: 'snippet',
  vouchers: 'voucher pool',
}

const NAMES: Readonly<Record<Missing['what'], (project: ProjectTexts) => readonly string[]>> = {
  'HTML block': ({ htmlBlocks }) => htmlBlocks.keys(),
  snippet: ({ snippets }) => snippets.keys(),
  'voucher pool': ({ voucherPools }) => voucherPools.list().map(({ name }) => name),
}

function missing({ what, name, known }: Missing): Pick<ScenarioFinding, 'code' | 'message' | 'remedy'> {
  const near = nearestName(name, known)
  const others = known.length === 0 ? `Add the ${what} to the world.` : `Use one of: ${known.join(', ')}.`
  return {
    code: `unknown-${what.toLowerCase().replaceAll(' ', '-')}`,
    message: `Cannot render the template: the project has no ${what} ${JSON.stringify(name)}.`,
    remedy: near === undefined ? others : `Did you mean "${near}"?`,
  }
}

/** Of its template parameters. */
function blockProblems({ argument, entries, isWhole }: NamedCall, project: ProjectTexts): ParameterProblem[] {
  const text = project.htmlBlocks.find(argument)
  if (text === undefined || !text.includes('[[')) return []
  const values = Object.fromEntries(
    Object.entries(entries).map(([name, value]) => [name, isScalar(value) ? value : KNOWN_LATER]),
  )
  return parameterProblems(text, values, parameterRulesOf(project)).filter(
    ({ name, code }) => name !== undefined && (isWhole || code !== 'missing-template-parameter'),
  )
}

/** Jinja, which is not judged before it is rendered. */
const KNOWN_LATER = '{{ }}'

const isScalar = (value: unknown): value is string | number | boolean | null =>
  value === null || ['string', 'number', 'boolean'].includes(typeof value)

/** What is wrong with how the template parameters of a block or snippet are written. */
export const writtenWrongly = (
  text: string,
  path: ScenarioFinding['path'],
  settings: BloomreachSettings,
): ScenarioFinding[] =>
  parameterProblems(text, {}, { tags: settings.parametersInTags })
    .filter(({ name }) => name === undefined)
    .map(({ code, message, remedy }) => ({ code, path, message, remedy }))

const placeOf = ({ path, node }: Analysed, within: { line: number; column: number }) => ({
  path,
  within,
  ...(node === undefined ? {} : { node }),
})
