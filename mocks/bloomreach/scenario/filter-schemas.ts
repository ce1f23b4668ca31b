// The shape of conditions: property filters on events and customers, counts of events in a window, consents, segments
// and Jinja. How they are judged lives in `condition.ts`.
import { z } from 'zod'
import { durationToMs } from '../../kit/duration.ts'

const scalar = z.union([z.string(), z.number(), z.boolean()])

/** "7 days", "90 minutes": a number and a unit. */
export const durationText = z.string().refine(isDuration, {
  error: 'expected a length of time such as "1 minute", "2 hours" or "7 days"',
})

function isDuration(text: string): boolean {
  try {
    durationToMs(text)
    return true
  } catch {
    return false
  }
}

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
export const propertyFilterSchema = z.strictObject({
  property: z.string().min(1),
  operator: z.enum(OPERATORS).default('equals'),
  value: z.union([scalar, z.array(scalar)]).optional(),
})
export type PropertyFilter = z.output<typeof propertyFilterSchema>

/** How many events of a type the customer has, optionally within the last while. */
const eventCountSchema = z.strictObject({
  type: z.string().min(1),
  filter: z.array(propertyFilterSchema).default([]),
  within: durationText.optional(),
  atLeast: z.int().min(0).optional(),
  atMost: z.int().min(0).optional(),
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
    return z.array(conditionSchema).optional()
  },
  get all() {
    return z.array(conditionSchema).optional()
  },
  get not() {
    return conditionSchema.optional()
  },
})
