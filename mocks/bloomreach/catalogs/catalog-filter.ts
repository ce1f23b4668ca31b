// Pure: the `catalog_filter` of recommendations, as a template writes it, and whether an item passes it.
// [D] filter-operators: what each operator means; the table is in `customers/operators/`.

import { z } from 'zod'
import { expectation } from '../../kit/shape/expectation.ts'
import { leavesOf } from '../../kit/shape/leaves.ts'
import { OPERATOR_NAMES, operatorOf, wrongOperands } from '../customers/operators/index.ts'
import { type Properties, propertyOf } from '../customers/property-filter.ts'

/** [D] integration-of-recommendations: `{"type": "constant", "value": "shoes"}`. */
const operandSchema = z.object({ type: z.literal('constant').default('constant'), value: z.json() })

const constraintSchema = z
  .object({
    type: z.string().optional(),
    operator: z.enum(OPERATOR_NAMES),
    operands: z.array(operandSchema).default([]),
  })
  .check(ctx => {
    const { operator, operands } = ctx.value
    const message = wrongOperands(operator, valuesOf(operands))
    if (message !== undefined)
      ctx.issues.push({ code: 'custom', path: ['operands'], message, input: operands })
  })

const valuesOf = (operands: readonly z.output<typeof operandSchema>[]): unknown[] =>
  operands.map(({ value }) => value)

/** Guess: all constraints hold. */
const catalogFilterSchema = z.array(z.object({ property: z.string().min(1), constraint: constraintSchema }))

export type CatalogFilter = z.output<typeof catalogFilterSchema>

/** Reads what a template gives, or says what is wrong with it. */
export function readCatalogFilter(value: unknown): CatalogFilter | { problem: string } {
  const parsed = catalogFilterSchema.safeParse(value ?? [], { error: expectation })
  if (parsed.success) return parsed.data
  const [issue] = leavesOf(parsed.error.issues)
  const place = ['catalog_filter', ...(issue?.path ?? [])].join('.')
  return { problem: `${place}: ${issue?.message}` }
}

export const passes = (properties: Properties, filter: CatalogFilter, now: number): boolean =>
  filter.every(({ property, constraint: { operator, operands } }) =>
    operatorOf(operator).holds(propertyOf(properties, property), valuesOf(operands), now),
  )
