// Template parameters: `[[ name ]]` and `[[ name : type ]]` in a text, which whoever uses the text fills in.
// [D] using-template-parameters: in webhooks, their templates and HTML blocks; without a type it is a string.
import { isParameterType, PARAMETER_TYPES, type TemplateParameter } from './template-parameter.ts'

/** Where a parameter stands in a text, or what stands there instead of one. */
interface Mark {
  start: number
  end: number
  parameter: TemplateParameter | undefined
  problem: string | undefined
  isInTag: boolean
}

/** Guess: letters, digits, blanks, `_`, `-`, `.` and `?`; so a list of lists in a payload is no parameter. */
const NAME = /^[\p{L}_][\p{L}\p{N} _.?-]*$/u
const JSON_WORDS: ReadonlySet<string> = new Set(['true', 'false', 'null'])
const LONGEST = 500

export type ParameterValues = Readonly<Record<string, string | number | boolean | null>>

/** Every parameter in these texts, however deep, once; and what is wrong with how they are written. */
export function parametersIn(value: unknown): { parameters: TemplateParameter[]; problems: string[] } {
  const parameters = new Map<string, TemplateParameter>()
  const problems = new Set<string>()
  for (const text of textsIn(value)) {
    for (const { parameter, problem } of marksIn(text)) {
      if (parameter !== undefined) parameters.set(parameter.name, parameter)
      if (problem !== undefined) problems.add(problem)
    }
  }
  return { parameters: [...parameters.values()], problems: [...problems] }
}

/** Those that stand inside of `{{ }}` or `{% %}`. */
export const parametersInTags = (value: unknown): string[] =>
  textsIn(value).flatMap(text =>
    marksIn(text).flatMap(({ parameter, isInTag }) => (parameter && isInTag ? [parameter.name] : [])),
  )

/** With a number in the place of each of them, as long as what it stands for. */
export function withoutParametersInTags(text: string): string {
  let read = text
  for (const { start, end, parameter, isInTag } of marksIn(text)) {
    if (parameter === undefined || !isInTag) continue
    read = `${read.slice(0, start)}${'1'.padEnd(end - start)}${read.slice(end)}`
  }
  return read
}

/** The same texts with each parameter replaced by its value; one without a value stays as it is written. */
export function filledIn<T>(value: T, values: ParameterValues): T
export function filledIn(value: unknown, values: ParameterValues): unknown {
  if (typeof value === 'string') return filledText(value, values)
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(part => filledIn(part, values))
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [filledText(key, values), filledIn(part, values)]),
  )
}

function filledText(text: string, values: ParameterValues): string {
  const parts: string[] = []
  let done = 0
  for (const { start, end, parameter } of marksIn(text)) {
    const given =
      parameter !== undefined && Object.hasOwn(values, parameter.name) ? values[parameter.name] : null
    if (given === null || given === undefined) continue
    parts.push(text.slice(done, start), String(given))
    done = end
  }
  return done === 0 ? text : parts.join('') + text.slice(done)
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return value.includes('[[') ? [value] : []
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, part]) => [...textsIn(key), ...textsIn(part)])
}

function marksIn(text: string): Mark[] {
  if (!text.includes('[[')) return []
  const tags = tagsIn(text)
  const marks: Mark[] = []
  let tag = 0
  for (let start = text.indexOf('[['); start !== -1; ) {
    const length = text.slice(start, start + LONGEST).indexOf(']]')
    const inner = length === -1 ? undefined : written(text.slice(start + 2, start + length))
    const end = inner === undefined ? start + 1 : start + length + 2
    if (inner !== undefined) {
      while ((tags[tag]?.end ?? end) <= start) tag++
      marks.push({ ...inner, start, end, isInTag: (tags[tag]?.start ?? end) < start })
    }
    start = text.indexOf('[[', end)
  }
  return marks
}

/** What stands between the brackets; undefined when it is no parameter at all. */
function written(inner: string): Pick<Mark, 'parameter' | 'problem'> | undefined {
  const colon = inner.indexOf(':')
  const name = (colon === -1 ? inner : inner.slice(0, colon)).trim()
  if (!NAME.test(name) || JSON_WORDS.has(name)) return undefined
  const said = colon === -1 ? 'string' : inner.slice(colon + 1).trim()
  const [, choices] = /^enum\s*\(([^()]*)\)$/.exec(said) ?? []
  const type = choices === undefined ? said : 'enum'
  if (!isParameterType(type)) {
    const problem = `[[ ${name} : ${said} ]]: there is no type ${JSON.stringify(said)}, only ${PARAMETER_TYPES.join(', ')}`
    return { parameter: undefined, problem }
  }
  const values = (choices ?? '').split(',').map(choice => choice.trim())
  const listed = values.filter(choice => choice !== '')
  if (type === 'enum' && listed.length === 0) {
    return { parameter: undefined, problem: `[[ ${name} ]]: an enum lists its values: enum(one, two)` }
  }
  return { parameter: { name, type, choices: listed }, problem: undefined }
}

const CLOSERS = { '{{': '}}', '{%': '%}' } as const

/** Where Jinja is written in a text, in order, as far as a look without parsing says. */
function tagsIn(text: string): { start: number; end: number }[] {
  const tags: { start: number; end: number }[] = []
  const unclosed = new Set<string>()
  for (let at = text.indexOf('{'); at !== -1; at = text.indexOf('{', at)) {
    const closer = CLOSERS[text.slice(at, at + 2) as keyof typeof CLOSERS]
    const close = closer === undefined || unclosed.has(closer) ? -1 : text.indexOf(closer, at + 2)
    if (close === -1) {
      if (closer !== undefined) unclosed.add(closer)
      at++
    } else {
      tags.push({ start: at, end: close + 2 })
      at = close + 2
    }
  }
  return tags
}
