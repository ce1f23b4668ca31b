// The shape of conditions: property filters on events and customers, counts of events in a window, consents, segments
// and Jinja. How they are judged lives in `condition.ts`.
import { z } from 'zod'
import { durationText } from '../../kit/time-schemas.ts'

const scalar = z.union([z.string(), z.number(), z.boolean()])

const OPERATORS = [
  'equals',
  'does not equal',
  'contains',
  'does not contain',
  'starts with',
  'ends with',
  'in',
  'not in',
  'greater than',
  'less than',
  'at least',
  'at most',
  'is set',
  'is not set',
] as const

/** One comparison with one property: `{ property: total, operator: greater than, value: 50 }`. */
export const propertyFilterSchema = z
  .strictObject({
    property: z.string().min(1),
    operator: z.enum(OPERATORS).default('equals'),
    value: z.union([scalar, z.array(scalar)]).optional(),
  })
  .check(ctx => {
    const message = wrongValue(ctx.value)
    if (message !== undefined) ctx.issues.push({ code: 'custom', path: ['value'], message, input: ctx.value })
  })

const NUMERIC: readonly string[] = ['greater than', 'less than', 'at least', 'at most']

/** A value that its operator could do nothing with, or a missing one, would match the wrong customers in silence. */
function wrongValue({
  operator,
  value,
}: {
  operator: (typeof OPERATORS)[number]
  value?: unknown
}): string | undefined {
  if (operator === 'is set' || operator === 'is not set') {
    return value === undefined ? undefined : `expected no value, "${operator}" compares with none`
  }
  if (value === undefined) return `expected a value for "${operator}" to compare with`
  if (operator === 'in' || operator === 'not in') return undefined
  if (Array.isArray(value)) return `expected one value for "${operator}", a list goes with "in" and "not in"`
  const isNumber = String(value).trim() !== '' && !Number.isNaN(Number(value))
  return NUMERIC.includes(operator) && !isNumber ? `expected a number for "${operator}"` : undefined
}
export type PropertyFilter = z.output<typeof propertyFilterSchema>

/** How many events of a type the customer has, optionally within the last while. */
const eventCountSchema = z
  .strictObject({
    type: z.string().min(1),
    filter: z.array(propertyFilterSchema).default([]),
    within: durationText.optional(),
    atLeast: z.int().min(0).optional(),
    atMost: z.int().min(0).optional(),
  })
  .refine(({ atLeast = 0, atMost = atLeast }) => atLeast <= atMost, {
    path: ['atMost'],
    error: 'expected atMost to be no less than atLeast',
  })

/** All parts that are given must hold; `any`, `all` and `not` combine conditions. */
const conditionShape = {
  attributes: z.array(propertyFilterSchema).optional(),
  /** Properties of the event that started the customer's path. */
  trigger: z.array(propertyFilterSchema).optional(),
  events: z.array(eventCountSchema).optional(),
  consent: z.string().min(1).optional(),
  segment: z.strictObject({ segmentation: z.string().min(1), is: z.string().min(1) }).optional(),
  /** Holds when the rendered text is not empty and not one of: false, none, 0. */
  jinja: z.string().min(1).optional(),
}

export interface ConditionInput {
  attributes?: z.input<typeof propertyFilterSchema>[] | undefined
  trigger?: z.input<typeof propertyFilterSchema>[] | undefined
  events?: z.input<typeof eventCountSchema>[] | undefined
  consent?: string | undefined
  segment?: { segmentation: string; is: string } | undefined
  jinja?: string | undefined
  any?: ConditionInput[] | undefined
  all?: ConditionInput[] | undefined
  not?: ConditionInput | undefined
}

export interface Condition {
  attributes?: PropertyFilter[] | undefined
  trigger?: PropertyFilter[] | undefined
  events?: z.output<typeof eventCountSchema>[] | undefined
  consent?: string | undefined
  segment?: { segmentation: string; is: string } | undefined
  jinja?: string | undefined
  any?: Condition[] | undefined
  all?: Condition[] | undefined
  not?: Condition | undefined
}

export const conditionSchema: z.ZodType<Condition, ConditionInput> = z.strictObject({
  ...conditionShape,
  get any() {
    return z.array(conditionSchema).min(1).optional()
  },
  get all() {
    return z.array(conditionSchema).min(1).optional()
  },
  get not() {
    return conditionSchema.optional()
  },
})
