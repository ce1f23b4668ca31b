// The shape of conditions: property filters on events and customers, counts of events in a window, consents, segments
// and Jinja. How they are judged lives in `condition.ts`.
import { z } from 'zod'
import { durationText } from '../../kit/time/time-schemas.ts'
import { OPERATOR_NAMES, refusalOfList, remedyOfCount, wrongOperands } from './operators/index.ts'

const scalar = z.union([z.string(), z.number(), z.boolean()])

/** [D] filter-operators: a value is a static one or another attribute of the same customer or event. */
const attributeOperand = z.strictObject({
  attribute: z
    .string()
    .min(1)
    .describe('Another attribute of the same customer, or property of the same event.'),
})
const operand = z.union([scalar, attributeOperand])

/** One comparison with one property: `{ property: total, operator: more than, value: 50 }`. */
export const propertyFilterSchema = z
  .strictObject({
    property: z.string().min(1).describe('The attribute or property that is compared.'),
    operator: z
      .enum(OPERATOR_NAMES)
      .default('equals')
      .describe(
        'How it is compared, in the vendor’s words; none of them tells upper from lower case in a text.',
      ),
    value: z
      .union([operand, z.array(operand)])
      .optional()
      .describe('What it is compared with; several for "in", two for "in between".'),
    /** [D] filter-operators: of a list attribute, whether any of its items has to pass or all of them; an empty list passes `all`. */
    items: z
      .enum(['any', 'all'])
      .optional()
      .describe('Of a list attribute, whether any of its items has to pass or all of them.'),
  })
  .check(ctx => {
    // A value that its operator could do nothing with, or a missing one, would match the wrong customers in silence.
    const { operator, value } = ctx.value
    const list = Array.isArray(value) ? refusalOfList(operator) : undefined
    const message = list ?? wrongOperands(operator, operandsOf(value), isAttribute)
    if (message === undefined) return
    const remedy = value === undefined ? undefined : remedyOfCount(operator, value)
    ctx.issues.push({ code: 'custom', path: ['value'], message, input: ctx.value, params: { remedy } })
  })

export const operandsOf = (value: unknown): readonly unknown[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value]

export const isAttribute = (operand: unknown): operand is z.output<typeof attributeOperand> =>
  typeof operand === 'object' && operand !== null && 'attribute' in operand

export type PropertyFilter = z.output<typeof propertyFilterSchema>

/** How many events of a type the customer has, optionally within the last while. */
const eventCountSchema = z
  .strictObject({
    type: z.string().min(1).describe('The type of the events that are counted.'),
    filter: z.array(propertyFilterSchema).default([]).describe('Which of them, by their properties.'),
    within: durationText.optional().describe('Only those of the last while.'),
    atLeast: z.int().min(0).optional().describe('How many there must be at least; without it 1.'),
    atMost: z.int().min(0).optional().describe('How many there may be at most.'),
  })
  .refine(({ atLeast = 0, atMost = atLeast }) => atLeast <= atMost, {
    path: ['atMost'],
    error: 'expected atMost to be no less than atLeast',
  })

/** All parts that are given must hold; `any`, `all` and `not` combine conditions. */
const conditionShape = {
  attributes: z.array(propertyFilterSchema).optional().describe('Customer attributes; all must hold.'),
  trigger: z
    .array(propertyFilterSchema)
    .optional()
    .describe('Properties of the event that started the customer’s path; all must hold.'),
  events: z.array(eventCountSchema).optional().describe('How many events of a type the customer has.'),
  consent: z.string().min(1).optional().describe('The customer has this consent.'),
  segment: z
    .strictObject({
      segmentation: z.string().min(1).describe('The segmentation, by id or name.'),
      is: z.string().min(1).describe('The segment of it.'),
    })
    .optional()
    .describe('The customer is in this segment.'),
  jinja: z
    .string()
    .min(1)
    .optional()
    .describe('Holds when the rendered text is not empty and not one of: false, none, 0.'),
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
      return z.array(conditionSchema).min(1).optional().describe('At least one of these holds.')
    },
    get all() {
      return z.array(conditionSchema).min(1).optional().describe('All of these hold.')
    },
    get not() {
      return conditionSchema.optional().describe('This does not hold.')
    },
  })
  .meta({ examples: [{ attributes: [{ property: 'first_name', value: 'Ada' }] }] })
