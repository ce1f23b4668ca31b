// What one render carries along: the output so far, where it is in the text, the caller's variables
// and the chance. Compiled code is closures over frames; this is all they share.

import type { RenderWatch } from './render-watch.ts'
import { fromHost } from './values/from-host.ts'
import type { Value } from './values/objects.ts'

/** Ends of a statement: go on, `{% break %}`, `{% continue %}`. */
export const NEXT = 0
export const BREAK = 1
export const CONTINUE = 2
export type Signal = 0 | 1 | 2

export type Evaluate = (frame: Frame) => Value
export type Execute = (frame: Frame) => Signal

/** One run of a function of the template; undefined in a slot means that the name is missing. */
export interface Frame {
  readonly vars: (Value | undefined)[]
  readonly outer: Frame | undefined
  readonly run: Runtime
}

/** The `if` at this place in the text, and which of its ways: 0 the first test held, then each `elif`, last `else`. */
export interface BranchTaken {
  readonly at: number
  readonly way: number
}

export class Runtime {
  /** The text of the innermost buffer: the whole output, or a macro's, a block's, a filter's. */
  out = ''
  /** The place in the text of the operation under way. */
  at = 0
  autoescape: boolean
  readonly random: () => number
  readonly now: number
  readonly onNothing: ((printed: { name: string; at: number }) => void) | undefined
  readonly onBranch: ((taken: BranchTaken) => void) | undefined
  readonly watch: RenderWatch | undefined
  readonly #context: Readonly<Record<string, unknown>>
  readonly #globals: ReadonlyMap<string, Value>
  /** Variables set at the top, which blocks see. */
  exported: ReadonlyMap<string, Value> | undefined
  #resolved: Map<string, Value> | undefined

  constructor(setup: {
    context: Readonly<Record<string, unknown>>
    globals: ReadonlyMap<string, Value>
    autoescape: boolean
    random: () => number
    now: number
    onNothing?: ((printed: { name: string; at: number }) => void) | undefined
    onBranch?: ((taken: BranchTaken) => void) | undefined
    watch?: RenderWatch | undefined
  }) {
    this.#context = setup.context
    this.#globals = setup.globals
    this.autoescape = setup.autoescape
    this.random = setup.random
    this.now = setup.now
    this.onNothing = setup.onNothing
    this.onBranch = setup.onBranch
    this.watch = setup.watch
  }

  /** A variable of the caller's, or a global; undefined when there is neither. */
  resolve(name: string): Value | undefined {
    if (this.exported?.has(name)) return this.exported.get(name)
    if (Object.hasOwn(this.#context, name)) {
      const value = this.#context[name]
      if (typeof value === 'string') return value
      if (value !== undefined) return this.#converted(name, value)
    }
    return this.#globals.get(name)
  }

  /** Converted once, so that a name means one object all through the render. */
  #converted(name: string, value: unknown): Value {
    this.#resolved ??= new Map()
    const known = this.#resolved.get(name)
    if (known !== undefined) return known
    const converted = fromHost(value)
    this.#resolved.set(name, converted)
    return converted
  }

  /** Shows a variable set at the top to the blocks that are rendered from now on. */
  show(name: string, value: Value): void {
    this.exported = new Map(this.exported).set(name, value)
  }

  /** Catches what the work prints instead of adding it to the output. */
  capture(work: () => void): string {
    const outer = this.out
    this.out = ''
    work()
    const text = this.out
    this.out = outer
    return text
  }

  /** The names a variable could have been meant as. */
  knownNames(): string[] {
    return [...Object.keys(this.#context), ...this.#globals.keys()]
  }
}
