// What an operator of a filter is: how many operands it takes, of which kind, and when it holds.

/** How many operands there are, at least and at most. */
export type Arity = readonly [least: number, most: number]
export const NONE: Arity = [0, 0]
export const ONE: Arity = [1, 1]
export const TWO: Arity = [2, 2]
/** [D] filter-operators: at most 5,000 values. */
export const SOME: Arity = [1, 5_000]

export interface Operator {
  arity: Arity
  /** What is wrong with an operand that it could do nothing with. */
  problem?(operand: unknown): string | undefined
  /** `now`, in milliseconds, for what is relative to it. */
  holds(found: unknown, operands: readonly unknown[], now: number): boolean
}
