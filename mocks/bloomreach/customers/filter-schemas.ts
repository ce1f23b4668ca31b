// The shape of conditions: property filters on events and customers, counts of events in a window, consents, segments
// and Jinja. How they are judged lives in `condition.ts`.
import { z } from 'zod'
import { durationText } from '../../kit/time-schemas.ts'
import { OPERATOR_NAMES, refusalOfList, wrongOperands } from './operators/index.ts'

const scalar = z.union([z.string(), z.number(), z.boolean()])

/** [D] filter-operators: a value is a static one or another attribute of the same customer or event. */
const attributeOperand = z.strictObject({ attribute: z.string().min(1) })
const operand = z.union([scalar, attributeOperand])

/** One comparison with one property: `{ property: total, operator: more than, value: 50 }`. */
export const propertyFilterSchema = z
  .strictObject({
    property: z.string().min(1),
    operator: z.enum(OPERATOR_NAMES).default('equals'),
    value: z.union([operand, z.array(operand)]).optional(),
    /** [D] filter-operators: of a list attribute, whether any of its items has to pass or all of them; an empty list passes `all`. */
    items: z.enum(['any', 'all']).optional(),
  })
  .check(ctx => {
    // A value that its operator could do nothing with, or a missing one, would match the wrong customers in silence.
    const { operator, value } = ctx.value
    const list = Array.isArray(value) ? refusalOfList(operator) : undefined
    const message = list ?? wrongOperands(operator, operandsOf(value), isAttribute)
    if (message !== undefined) ctx.issues.push({ code: 'custom', path: ['value'], message, input: ctx.value })
  })

export const operandsOf = (value: unknown): readonly unknown[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value]

export const isAttribute = (operand: unknown): operand is z.output<typeof attributeOperand> =>
  typeof operand === 'object' && operand !== null && 'attribute' in operand

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

export const conditionSchema: z.ZodType<Condition, ConditionInput> = z
  .strictObject({
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
  .meta({ examples: [{ attributes: [{ property: 'first_name', value: 'Ada' }] }] })
