// How deep a template may nest: what would end Python's own stack, or its compiler, ends here in the
// same kind of error.

import { TemplateSyntaxError } from '../errors.ts'
import type { Expression } from '../nodes.ts'

/** Expressions nested deeper than this are refused; Python's own stack ends near it too. */
const MAX_HEIGHT = 200

/** Tags nested deeper than this are refused, as Python refuses blocks nested deeper than 100. */
const MAX_TAGS = 90

/** Counts the expressions that are open while one inside them is parsed. */
export class Nesting {
  #depth = 0

  enter(at: number): void {
    this.#depth++
    if (this.#depth > MAX_HEIGHT) throw tooDeep(at)
  }

  leave(): void {
    this.#depth--
  }
}

/** The height of an expression over its parts: chains such as a+b+c+… lean to the left and nest no calls. */
export function heightOver(
  at: number,
  first?: Expression,
  second?: Expression,
  rest?: readonly (Expression | undefined)[],
): number {
  let height = Math.max(first?.height ?? 0, second?.height ?? 0)
  if (rest !== undefined) for (const part of rest) height = Math.max(height, part?.height ?? 0)
  if (height >= MAX_HEIGHT) throw tooDeep(at)
  return height + 1
}

const tooDeep = (at: number): TemplateSyntaxError =>
  new TemplateSyntaxError('maximum recursion depth exceeded while parsing', at, 'RecursionError')

export function refuseDeepTags(depth: number, at: number): void {
  if (depth > MAX_TAGS) {
    throw new TemplateSyntaxError('too many statically nested blocks', at, 'SyntaxError')
  }
}
