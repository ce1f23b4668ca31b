// Template parameters `[[ name : type ]]` of an HTML block or a snippet, filled in with what it was called with.
// [D] using-template-parameters: HTML blocks have them; that a call gives them by their names is a guess.
import { type ParameterRules, parameterProblems } from '../definition/parameters/parameter-problems.ts'
import { filledIn, type ParameterValues, parametersIn } from '../definition/parameters/template-parameters.ts'
import type { House } from '../house.ts'
import { hasJinja, JinjaError } from '../jinja/index.ts'

export interface CalledText {
  /** For messages: HTML block "header". */
  label: string
  text: string
  params: Readonly<Record<string, unknown>> | undefined
}

export type RuleSources = Pick<House, 'settings' | 'analyses' | 'recommendations'>

/** What the parameters of a project's texts are held to. */
export const parameterRulesOf = ({ settings, analyses, recommendations }: RuleSources): ParameterRules => ({
  tags: settings.parametersInTags,
  project: { metrics: Object.keys(analyses.project.metrics), recommendations: recommendations.ids() },
})

/** The text as Jinja reads it; a parameter without a value, or with one of another type, is the template's error. */
export function withParameters({ label, text, params = {} }: CalledText, sources: RuleSources): string {
  if (!text.includes('[[')) return text
  const fail = (reason: string) => new JinjaError('ValueError', `${label}: ${reason}`)
  const asked = parametersIn(text).parameters.filter(({ name }) => Object.hasOwn(params, name))
  const values = Object.fromEntries(
    asked.map(({ name, type }) => {
      const value = scalarOf(params[name])
      if (value === undefined) throw fail(`The template parameter ${JSON.stringify(name)} is no ${type}.`)
      return [name, value]
    }),
  )
  const [problem] = parameterProblems(text, values, parameterRulesOf(sources))
  if (problem !== undefined) throw fail(problem.message)
  return filledIn(text, printed(values))
}

/** Undefined for lists, mappings and functions, which are of none of the types. */
function scalarOf(value: unknown): ParameterValues[string] | undefined {
  if (value === undefined || value === null) return null
  if (typeof value === 'bigint') return String(value)
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? value
    : undefined
}

/** What a customer's attribute says is no template: it is printed, not read. */
const printed = (values: ParameterValues): ParameterValues =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'string' && hasJinja(value) ? `{{ ${JSON.stringify(value)} }}` : value,
    ]),
  )
