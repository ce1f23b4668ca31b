// What a schema wanted, in the words of a person who writes a file: handed to every parse as zod's map of errors, so that a
// message of the schema's own stays and zod's never shows.
import type { z } from 'zod'

type RawIssue = z.core.$ZodRawIssue
type Of<Code extends RawIssue['code']> = Extract<RawIssue, { code: Code }>

/** Empty for a union: what it wanted is made of what its branches wanted. */
export function expectation(issue: RawIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `expected ${typeText(issue.expected)}`
    case 'invalid_value':
      return `expected ${listText(issue.values)}`
    case 'too_small':
      return `expected ${boundText(issue, issue.minimum, 'at least', 'more than')}`
    case 'too_big':
      return `expected ${boundText(issue, issue.maximum, 'at most', 'less than')}`
    case 'invalid_format':
      return `expected ${FORMATS[issue.format] ?? `a text of the form ${issue.pattern ?? issue.format}`}`
    case 'not_multiple_of':
      return `expected a multiple of ${issue.divisor}`
    case 'unrecognized_keys':
      return `expected no ${listText(issue.keys)}`
    case 'invalid_union':
      return issue.discriminator === undefined ? '' : `expected ${listText(issue.options as unknown[])}`
    case 'invalid_key':
      return `expected other keys: ${issue.issues.map(({ message }) => message).join('; ')}`
    default:
      return 'expected another value'
  }
}

const TYPES: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  tuple: 'a list',
  object: 'an object with fields',
  record: 'an object with fields',
  null: 'null',
  undefined: 'nothing',
  never: 'nothing',
  nonoptional: 'a value',
}

const typeText = (type: string): string => TYPES[type] ?? `a ${type}`

const FORMATS: Record<string, string> = {
  email: 'an email address such as "ada@example.com"',
  url: 'a URL such as "https://example.com/"',
  uuid: 'a UUID',
  datetime: 'an instant such as "2026-01-05T09:00:00Z"',
  date: 'a date such as "2026-01-05"',
}

function listText(values: readonly unknown[]): string {
  const texts = values.map(value => JSON.stringify(value) ?? String(value))
  return texts.length > 1 ? `${texts.slice(0, -1).join(', ')} or ${texts.at(-1)}` : String(texts[0])
}

const UNITS: Record<string, string> = {
  string: 'character',
  array: 'item',
  set: 'item',
  map: 'entry',
  file: 'byte',
}

function boundText(
  { origin, inclusive = true, exact }: Of<'too_small'> | Of<'too_big'>,
  bound: number | bigint,
  including: string,
  excluding: string,
): string {
  if (origin === 'string' && including === 'at least' && bound === 1) return 'a text that is not empty'
  const unit = UNITS[origin]
  const how = exact ? 'exactly' : inclusive ? including : excluding
  return unit === undefined
    ? `a number of ${how} ${bound}`
    : `${how} ${bound} ${unit}${bound === 1 ? '' : 's'}`
}
