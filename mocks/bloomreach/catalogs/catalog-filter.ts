// Pure: the `catalog_filter` of recommendations, as a template writes it, and whether an item passes it.
// [D] filter-operators: what each operator means; all of them in either case. Regular expressions are RE2's and left out.
import { z } from 'zod'

type Value = unknown
type Operator = (found: Value, operands: readonly Value[]) => boolean

const isSet = (found: Value): boolean => found !== undefined && found !== null
const hasValue = (found: Value): boolean => isSet(found) && found !== ''
const lower = (value: Value): string => String(value).toLowerCase()
const isNumeric = (value: Value): boolean =>
  (typeof value === 'number' || (typeof value === 'string' && value.trim() !== '')) &&
  !Number.isNaN(Number(value))

/** A number in a text equals the number. */
const isSame = (a: Value, b: Value): boolean =>
  isSet(a) && isSet(b) && (isNumeric(a) && isNumeric(b) ? Number(a) === Number(b) : lower(a) === lower(b))

const contains: Operator = (found, [part]) =>
  Array.isArray(found)
    ? found.some(item => isSame(item, part))
    : isSet(found) && lower(found).includes(lower(part))

const compared =
  (holds: (difference: number) => boolean): Operator =>
  (found, [bound]) =>
    isNumeric(found) && isNumeric(bound) && holds(Number(found) - Number(bound))

const more = compared(difference => difference > 0)
const less = compared(difference => difference < 0)
const anyOf: Operator = (found, operands) => operands.some(operand => isSame(found, operand))

/** How many operands there are, at least and at most. */
type Arity = readonly [least: number, most: number]
const NONE: Arity = [0, 0]
const ONE: Arity = [1, 1]
const SOME: Arity = [1, 5_000]

const OPERATORS = {
  equals: [ONE, (found, [value]) => isSame(found, value)],
  'does not equal': [ONE, (found, [value]) => isSet(found) && !isSame(found, value)],
  in: [SOME, anyOf],
  'not in': [SOME, (found, operands) => isSet(found) && !anyOf(found, operands)],
  contains: [ONE, contains],
  'does not contain': [ONE, (found, operands) => !contains(found, operands)],
  'starts with': [ONE, (found, [part]) => isSet(found) && lower(found).startsWith(lower(part))],
  'ends with': [ONE, (found, [part]) => isSet(found) && lower(found).endsWith(lower(part))],
  'more than': [ONE, more],
  // [C] GUIDE.
  'greater than': [ONE, more],
  'less than': [ONE, less],
  'in between': [
    [2, 2],
    (found, [low, high]) => !less(found, [low]) && !more(found, [high]) && isNumeric(found),
  ],
  'is true': [NONE, found => found === true],
  'is false': [NONE, found => found === false],
  'is set': [NONE, isSet],
  'is not set': [NONE, found => !isSet(found)],
  'has value': [NONE, hasValue],
  'has no value': [NONE, found => !hasValue(found)],
} as const satisfies Record<string, readonly [Arity, Operator]>

/** [D] integration-of-recommendations: `{"type": "constant", "value": "shoes"}`. */
const operandSchema = z.object({ type: z.literal('constant').default('constant'), value: z.json() })

const constraintSchema = z
  .object({
    type: z.string().optional(),
    operator: z.enum(Object.keys(OPERATORS) as [keyof typeof OPERATORS]),
    operands: z.array(operandSchema).default([]),
  })
  .check(ctx => {
    const { operator, operands } = ctx.value
    const [[least, most]] = OPERATORS[operator]
    if (operands.length >= least && operands.length <= most) return
    const message = `expected ${least === most ? least : `${least} to ${most}`} of them for "${operator}"`
    ctx.issues.push({ code: 'custom', path: ['operands'], message, input: operands })
  })

/** Guess: all constraints hold. */
const catalogFilterSchema = z.array(z.object({ property: z.string().min(1), constraint: constraintSchema }))

export type CatalogFilter = z.output<typeof catalogFilterSchema>

/** Reads what a template gives, or says what is wrong with it. */
export function readCatalogFilter(value: unknown): CatalogFilter | { problem: string } {
  const parsed = catalogFilterSchema.safeParse(value ?? [])
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const place = ['catalog_filter', ...(issue?.path ?? [])].join('.')
  return { problem: `${place}: ${issue?.message}` }
}

export const passes = (properties: Readonly<Record<string, unknown>>, filter: CatalogFilter): boolean =>
  filter.every(({ property, constraint: { operator, operands } }) => {
    const [, holds]: readonly [Arity, Operator] = OPERATORS[operator]
    const found = Object.hasOwn(properties, property) ? properties[property] : undefined
    return holds(
      found,
      operands.map(({ value }) => value),
    )
  })
