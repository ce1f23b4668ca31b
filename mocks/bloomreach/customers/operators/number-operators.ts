// Operators on numbers, which compare dates as well where the operand is written as one. [D] filter-operators: "in between"
// includes both boundaries, "less than" and "more than" exclude theirs.
import { instantOf } from './date-operators.ts'
import { ONE, type Operator, TWO } from './operator.ts'
import { numberOf } from './value.ts'

const problem = (operand: unknown): string | undefined =>
  numberOf(operand) !== undefined || instantOf(operand) !== undefined
    ? undefined
    : 'expected a number or a date'

/** How far the value is above the bound; undefined when they cannot be compared. */
function above(found: unknown, bound: unknown): number | undefined {
  const limit = numberOf(bound)
  const [value, other] = limit === undefined ? [instantOf(found), instantOf(bound)] : [numberOf(found), limit]
  return value === undefined || other === undefined ? undefined : value - other
}

const comparing = (holds: (difference: number) => boolean): Operator => ({
  arity: ONE,
  problem,
  holds: (found, [bound]) => {
    const difference = above(found, bound)
    return difference !== undefined && holds(difference)
  },
})

function isBetween(found: unknown, [low, high]: readonly unknown[]): boolean | undefined {
  const [fromLow, fromHigh] = [above(found, low), above(found, high)]
  return fromLow === undefined || fromHigh === undefined ? undefined : fromLow >= 0 && fromHigh <= 0
}

export const NUMBER_OPERATORS = {
  'more than': comparing(difference => difference > 0),
  'less than': comparing(difference => difference < 0),
  'in between': { arity: TWO, problem, holds: (found, bounds) => isBetween(found, bounds) === true },
  // [C] exponea-android-sdk, event filters.
  'not between': { arity: TWO, problem, holds: (found, bounds) => isBetween(found, bounds) === false },
  // The sandbox's own.
  'at least': comparing(difference => difference >= 0),
  'at most': comparing(difference => difference <= 0),
} as const satisfies Record<string, Operator>
