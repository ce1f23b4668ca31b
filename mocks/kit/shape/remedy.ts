// What to write instead of a value that a schema does not take: what the check itself says (`params.remedy`), the nearest name,
// the same value in its right form, an example.
import type { z } from 'zod'
import { nearestName } from '../nearest-name.ts'
import { exampleOf } from './example.ts'
import { branches, type JsonSchema } from './schema-tree.ts'

interface Wrong {
  issue: z.core.$ZodIssue
  value: unknown
  /** The last step of its path. */
  name: PropertyKey | undefined
  schemas: readonly JsonSchema[]
}

export function remedyOf(wrong: Wrong): string {
  const { issue, name, value } = wrong
  const own = issue.code === 'custom' ? issue.params?.remedy : undefined
  if (typeof own === 'string') return own
  const near = meantName(wrong)
  if (near !== undefined) return `Did you mean "${near}"?`
  const known = namesOf(issue)
  if (issue.code === 'invalid_union' && typeof value === 'string' && known.length > 0) {
    return `Known here: ${known.join(', ')}.`
  }
  const example = (isShort(value) ? rightForm(wrong) : undefined) ?? firstExample(wrong) ?? known[0]
  const key = typeof name === 'string' ? `${name}: ` : ''
  if (example === undefined)
    return value === undefined ? `Add ${String(name)}.` : 'Write what is expected, or take it out.'
  return value === undefined
    ? `Add for example ${key}${inline(example)}.`
    : `Write for example ${key}${inline(example)}.`
}

const isShort = (value: unknown): boolean => typeof value !== 'string' || value.length <= LONGEST_REPEATED
/** A longer text is not written out once more. */
const LONGEST_REPEATED = 200

const namesOf = (issue: z.core.$ZodIssue): readonly unknown[] =>
  'values' in issue ? issue.values : 'options' in issue ? (issue.options ?? []) : []

function meantName({ issue, value, schemas }: Wrong): string | undefined {
  if (typeof value !== 'string') return undefined
  const values = namesOf(issue)
  const known = values.length > 0 ? values : schemas.flatMap(schema => schema.enum ?? [])
  return nearestName(
    value,
    known.filter(one => typeof one === 'string'),
  )
}

/** The same value as it should have been written. */
function rightForm({ issue, value, schemas }: Wrong): unknown {
  const isWanted = (type: string) =>
    schemas.some(schema => schema.type === type && schema.examples === undefined)
  if (issue.code !== 'invalid_type' && issue.code !== 'invalid_union') return undefined
  if (typeof value === 'number' && isWanted('string')) return String(value)
  if (
    typeof value === 'string' &&
    value.trim() !== '' &&
    Number.isFinite(Number(value)) &&
    isWanted('number')
  ) {
    return Number(value)
  }
  if (schemas.some(({ type, items }) => type === 'array' && items !== undefined && takes(items, value)))
    return [value]
  if (typeof value !== 'string') return undefined
  const only = schemas.find(({ type, required = [] }) => type === 'object' && required.length === 1)
  return only?.required?.[0] === undefined ? undefined : { [only.required[0]]: value }
}

const takes = (schema: JsonSchema, value: unknown): boolean =>
  typeof value !== 'object' && branches(schema).some(({ type }) => type === typeof value)

/** What a schema says in words of its own is not mended by any value of the right type. */
const firstExample = ({ issue, schemas, value }: Wrong): unknown =>
  schemas
    .filter(({ examples }) => issue.code !== 'custom' || value === undefined || examples !== undefined)
    .map(exampleOf)
    .find(example => example !== undefined)

/** As it stands in a YAML file, on one line. */
function inline(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inline).join(', ')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const fields = Object.entries(value).map(([name, part]) => `${name}: ${inline(part)}`)
  return `{ ${fields.join(', ')} }`
}
