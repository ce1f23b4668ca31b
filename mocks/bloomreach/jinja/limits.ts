// What a template may cost: a budget of steps that every loop turn, call and large operation draws
// from, and caps on single values. Rendering is synchronous, so the budget of the render that runs is
// one variable; a render started from inside another draws from the outer one's.

import { LimitError } from './errors.ts'

export interface Limits {
  /** Units of work of one render: a statement, a loop turn, a call, 16 characters of a large string. */
  steps: number
  /** Characters of the whole output, and of each captured block. */
  output: number
  /** Characters of one string made by `*`, `~`, `+`, replace, join, center and their like. */
  string: number
  /** Items of one list or range. */
  items: number
  /** Nested macro calls and recursive loops. */
  depth: number
  /** Bits of one integer. */
  bits: number
}

export const DEFAULT_LIMITS: Limits = {
  steps: 500_000,
  output: 10_000_000,
  string: 1_000_000,
  items: 100_000,
  depth: 150,
  bits: 20_000,
}

let limits: Limits = DEFAULT_LIMITS
let stepsLeft = Number.POSITIVE_INFINITY
let depth = 0

/** Runs `work` within these limits. */
export function withinLimits<T>(own: Limits, work: () => T): T {
  const outerLimits = limits
  const outerSteps = stepsLeft
  const outerDepth = depth
  // A render inside another draws from what the outer one has left.
  const budget = Math.min(own.steps, outerSteps)
  limits = own
  stepsLeft = budget
  try {
    return work()
  } finally {
    limits = outerLimits
    stepsLeft = outerSteps - (budget - stepsLeft)
    depth = outerDepth
  }
}

export function spend(steps: number): void {
  stepsLeft -= steps
  if (stepsLeft < 0) throw exceeded('steps', `the template took more than ${limits.steps} steps`)
}

/** Pays for a string before it is made. */
export function spendString(length: number): void {
  if (length > limits.string) {
    throw exceeded('string', `a string of ${length} characters is longer than ${limits.string}`)
  }
  if (length > 64) spend(length >> 4)
}

/** Refuses a string that would grow too long, before it is put together. */
export function capString(length: number): void {
  if (length > limits.string) {
    throw exceeded('string', `a string of ${length} characters is longer than ${limits.string}`)
  }
}

/** Refuses a list that would grow too long. */
export function capItems(count: number): void {
  if (count > limits.items) throw exceeded('items', `${count} items are more than ${limits.items}`)
}

/** Pays for a list before it is made. */
export function spendItems(count: number): void {
  capItems(count)
  if (count > 4) spend(count)
}

/** Refuses an integer before it is made. */
export function spendBits(bits: number): void {
  if (bits > limits.bits) {
    throw exceeded('bits', `an integer of ${bits} bits is larger than ${limits.bits}`)
  }
  if (bits > 256) spend(bits >> 4)
}

export function checkOutput(length: number): void {
  if (length > limits.output) {
    throw exceeded('output', `the output is longer than ${limits.output} characters`)
  }
}

/** One level deeper into macros, recursive loops or nested values; `leave` must follow. */
export function enter(): void {
  depth++
  if (depth > limits.depth) {
    throw new LimitError('depth', 'maximum recursion depth exceeded', 'RecursionError')
  }
}

export function leave(): void {
  depth--
}

/** Does the work one level deeper. */
export function deeper<T>(work: () => T): T {
  enter()
  try {
    return work()
  } finally {
    leave()
  }
}

const exceeded = (limit: keyof Limits, what: string) =>
  new LimitError(limit, `Cannot render the template: ${what}. Raise the limit '${limit}' if it is meant.`)
