// What a template may consist of, and what parsing makes of it.

import type { Token } from '../lexer/token.ts'
import type { Block, Statement } from '../nodes.ts'
import type { ExpressionParser } from './expressions.ts'

/** Parses what follows the tag's name, up to but not with the end of the tag. */
export type TagParser = (parser: ExpressionParser, tag: Token) => Statement
export type DialectTags = Readonly<Record<string, TagParser>>

/** The parsed template: its statements, and what the compiler would otherwise have to search for. */
export interface Template {
  readonly body: readonly Statement[]
  readonly blocks: readonly Block[]
  /** Where something is assigned to a variable named `loop`, which loops forbid inside them. */
  readonly loopAssignments: readonly number[]
  /** Which of loop, self, super, caller, kwargs and varargs are read anywhere. */
  readonly specialNames: ReadonlySet<string>
}

export interface Grammar {
  readonly tags: DialectTags
  readonly blockSetFilters: 'apply' | 'refuse'
  readonly power: 'serve' | 'refuse'
  readonly loopControls: 'serve' | 'refuse'
}
