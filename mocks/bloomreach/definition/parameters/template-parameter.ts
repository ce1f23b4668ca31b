// The twelve types of a template parameter, and what of a value is not of its type. [D] using-template-parameters.
import { parseInstant } from '../../../kit/time/duration.ts'

export interface TemplateParameter {
  name: string
  type: ParameterType
  /** Those of an `enum`. */
  choices: readonly string[]
}

/** What a project holds that a parameter may name; what is left out is not looked up. */
export interface ParameterChoices {
  metrics?: readonly string[] | undefined
  recommendations?: readonly string[] | undefined
}

/** Answers what was expected instead. */
type Check = (text: string, parameter: TemplateParameter, project: ParameterChoices) => string | undefined

const matching =
  (pattern: RegExp, expected: string): Check =>
  text =>
    pattern.test(text) ? undefined : expected

function oneOf(text: string, values: readonly string[] | undefined, what: string): string | undefined {
  if (values === undefined || values.includes(text)) return undefined
  return values.length === 0 ? `${what}, of which there is none` : `${what}: ${values.join(', ')}`
}

const isDate = (text: string): boolean => parseInstant(`${text}T00:00:00Z`) !== undefined

/** Unix seconds, or a date-time with or without a zone. */
const isDateTime = (text: string): boolean =>
  /^\d{1,12}(\.\d{1,6})?$/.test(text) ||
  parseInstant(text) !== undefined ||
  parseInstant(`${text}Z`) !== undefined

const isUrl = (text: string): boolean => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)

const CHECKS = {
  string: matching(/^[^\r\n]*$/, 'one line'),
  text: () => undefined,
  number: matching(/^\s*[+-]?\d{1,30}(\.\d{1,30})?([eE][+-]?\d{1,3})?\s*$/, 'a number'),
  color: matching(/^#([0-9a-f]{3}|[0-9a-f]{4}|[0-9a-f]{6}|[0-9a-f]{8})$/i, 'a color such as #1a2b3c'),
  enum: (text, { choices }) => oneOf(text, choices, 'one of its values'),
  recommendation: (text, _, { recommendations }) =>
    oneOf(text, recommendations, 'the id of a recommendation of the project'),
  metric: (text, _, { metrics }) => oneOf(text, metrics, 'the id of a metric of the project'),
  date: text => (isDate(text) ? undefined : 'a date such as 2026-01-05'),
  time: matching(/^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/, 'a time such as 09:30'),
  datetime: text =>
    isDateTime(text) ? undefined : 'a Unix time or a date-time such as 2026-01-05T09:30:00Z',
  boolean: matching(/^(true|false)$/i, 'true or false'),
  image: text => (isUrl(text) ? undefined : 'the URL of an image'),
} as const satisfies Record<string, Check>

export type ParameterType = keyof typeof CHECKS

export const PARAMETER_TYPES = Object.keys(CHECKS) as readonly ParameterType[]

export const isParameterType = (type: string): type is ParameterType => Object.hasOwn(CHECKS, type)

/** Undefined when the value is of the parameter's type. */
export const misfitOf = (
  value: string | number | boolean,
  parameter: TemplateParameter,
  project: ParameterChoices = {},
): string | undefined => (CHECKS[parameter.type] as Check)(String(value), parameter, project)
