// Items of an event filter, both ways. [D] exponea-android-sdk models/eventfilter: `{attribute, constraint}` joined by AND, the
// values of operands are texts. That the editor's clipboard has the same items is a guess.
import { z } from 'zod'
import {
  type PropertyFilter,
  propertyFilterSchema,
} from '../../../mocks/bloomreach/customers/filter-schemas.ts'
import { type Refusal, refuse } from './node-format.ts'

type PropertyFilterInput = z.input<typeof propertyFilterSchema>

const itemSchema = z.strictObject({
  attribute: z.strictObject({ type: z.literal('property').optional(), property: z.string().min(1) }),
  constraint: z.strictObject({
    type: z.enum(['string', 'number', 'boolean']).optional(),
    operator: z.string(),
    operands: z
      .array(
        z.strictObject({ type: z.literal('constant').optional(), value: z.union([z.string(), z.number()]) }),
      )
      .default([]),
    value: z.union([z.string(), z.boolean()]).optional(),
  }),
})

/** The vendor's word by ours, where they differ. */
const WORDS: Readonly<Record<string, string>> = {
  'matches regexp': 'regex',
  'more than': 'greater than',
}
const OURS = new Map(Object.entries(WORDS).map(([ours, theirs]) => [theirs, ours]))

export function filterFromVendor(items: readonly unknown[]): PropertyFilterInput[] | Refusal {
  const filters: PropertyFilterInput[] = []
  for (const [index, item] of items.entries()) {
    const filter = fromVendor(item)
    if (filter === undefined) return refuse(`item ${index} of its filter is of no public form`)
    filters.push(filter)
  }
  return filters
}

function fromVendor(item: unknown): PropertyFilterInput | undefined {
  const read = itemSchema.safeParse(item)
  if (!read.success) return undefined
  const { attribute, constraint } = read.data
  const filter = { property: attribute.property, ...comparison(constraint) }
  const { success } = propertyFilterSchema.safeParse(filter)
  return success ? (filter as PropertyFilterInput) : undefined
}

function comparison({ type, operator, operands, value }: z.output<typeof itemSchema>['constraint']): object {
  if (type === 'boolean' && operator === 'is') return { operator: `is ${String(value)}` }
  const values = operands.map(operand => (type === 'number' ? numberOr(operand.value) : operand.value))
  const word = operator === 'equal to' ? 'equals' : (OURS.get(operator) ?? operator)
  if (values.length === 0) return { operator: word }
  return { operator: word, value: LISTS.has(word) ? values : values.length === 1 ? values[0] : values }
}

const LISTS = new Set(['in', 'not in'])

const numberOr = (value: string | number): string | number =>
  String(value).trim() !== '' && Number.isFinite(Number(value)) ? Number(value) : value

export function filterToVendor(filters: readonly PropertyFilter[]): object[] | Refusal {
  const items: object[] = []
  for (const filter of filters) {
    const item = toVendor(filter)
    if (item === undefined) return refuse(`its filter on ${filter.property} has no public form`)
    items.push(item)
  }
  return items
}

function toVendor({ property, operator, value, items }: PropertyFilter): object | undefined {
  const attribute = { type: 'property', property }
  if (items !== undefined) return undefined
  if (operator === 'is true' || operator === 'is false') {
    return { attribute, constraint: { type: 'boolean', operator: 'is', value: operator.slice(3) } }
  }
  const operands = value === undefined ? [] : Array.isArray(value) ? value : [value]
  if (!KNOWN.has(operator) || operands.some(operand => typeof operand === 'object')) return undefined
  const isNumber = operands.length > 0 && operands.every(operand => typeof operand === 'number')
  return {
    attribute,
    constraint: {
      type: isNumber ? 'number' : 'string',
      operator: isNumber && operator === 'equals' ? 'equal to' : (WORDS[operator] ?? operator),
      operands: operands.map(operand => ({ type: 'constant', value: String(operand) })),
    },
  }
}

/** [D] exponea-android-sdk: the operators of texts and numbers, in our words. */
const KNOWN = new Set<string>([
  'is set',
  'is not set',
  'has value',
  'has no value',
  'equals',
  'does not equal',
  'in',
  'not in',
  'contains',
  'does not contain',
  'starts with',
  'ends with',
  'matches regexp',
  'equal to',
  'less than',
  'more than',
  'greater than',
  'in between',
  'not between',
  'regex',
])
