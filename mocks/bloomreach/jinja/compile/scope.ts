// What the compiler knows at a place in the template: the names in sight, whether output is escaped,
// and what filters and tests there are. A frame's slots are filled when it is entered.

import type { Filter, Test } from '../callable.ts'
import type { Expression, Statement } from '../nodes.ts'
import type { Template } from '../parser/statements.ts'
import type { Evaluate, Execute, Frame, Runtime } from '../runtime.ts'
import type { Value } from '../values/objects.ts'
import { FunctionScope, type Ref, Symbols } from './symbols.ts'

/** What a dialect's tag does; it may print by adding to `run.out`. */
export type TagAction = (run: Runtime, values: readonly Value[]) => void

export interface Environment {
  readonly filters: Readonly<Record<string, Filter>>
  readonly tests: Readonly<Record<string, Test>>
  readonly actions: Readonly<Record<string, TagAction>>
  readonly autoescape: boolean
}

/** Escaping is known while compiling, unless `{% autoescape x %}` makes it depend on a value. */
export interface Escaping {
  readonly on: boolean
  readonly volatile: boolean
}

export interface Scope {
  readonly symbols: Symbols
  readonly escaping: Escaping
  /** Directly in the template or in an `if` there: what is set here is seen by blocks. */
  readonly toplevel: boolean
  /** In an `if`: an unknown filter fails only when it is reached. */
  readonly soft: boolean
}

export function rootScope(escaping: Escaping): Scope {
  return {
    symbols: new Symbols(new FunctionScope()),
    escaping,
    toplevel: true,
    soft: false,
  }
}

/** A frame inside this one, in the same function unless another is given. */
export function innerScope(scope: Scope, owner: FunctionScope = scope.symbols.scope): Scope {
  return {
    symbols: new Symbols(owner, scope.symbols),
    escaping: scope.escaping,
    toplevel: false,
    soft: false,
  }
}

export const softScope = (scope: Scope): Scope => (scope.soft ? scope : { ...scope, soft: true })

/** How many functions out a variable lives. */
const hops = (scope: Scope, ref: Ref): number => scope.symbols.scope.depth - ref.scope.depth

/** Reads a variable, undefined when it is missing. */
export function reader(scope: Scope, ref: Ref): Evaluate {
  const { slot } = ref
  switch (hops(scope, ref)) {
    case 0:
      return frame => frame.vars[slot]
    case 1:
      return frame => (frame.outer as Frame).vars[slot]
    default: {
      const distance = hops(scope, ref)
      return frame => {
        let owner = frame
        for (let i = 0; i < distance; i++) owner = owner.outer as Frame
        return owner.vars[slot]
      }
    }
  }
}

export interface FrameCode {
  /** Gives every name of the frame its first value. */
  readonly enter: ((frame: Frame) => void) | undefined
  /** Makes every name of the frame missing again. */
  readonly leave: ((frame: Frame) => void) | undefined
}

const NOTHING: FrameCode = { enter: undefined, leave: undefined }

/** The code around a frame; its symbols must be complete. */
export function frameCode(scope: Scope): FrameCode {
  if (scope.symbols.loads === undefined) return NOTHING
  const steps: ((frame: Frame) => void)[] = []
  const resolved: Resolved[] = []
  const slots: number[] = []
  for (const [ref, load] of scope.symbols.loads) {
    const { slot } = ref
    slots.push(slot)
    if (load.kind === 'resolve') {
      resolved.push({ slot, name: load.name })
    } else if (load.kind === 'alias') {
      const read = reader(scope, load.ref)
      steps.push(frame => {
        frame.vars[slot] = read(frame)
      })
    } else if (load.kind === 'undefined') {
      steps.push(frame => {
        frame.vars[slot] = undefined
      })
    }
  }
  if (resolved.length > 0) steps.push(resolving(resolved))
  return { enter: inOrder(steps), leave: clearing(slots) }
}

interface Resolved {
  readonly slot: number
  readonly name: string
}

function resolving(names: readonly Resolved[]) {
  return (frame: Frame): void => {
    for (const { slot, name } of names) frame.vars[slot] = frame.run.resolve(name)
  }
}

function clearing(slots: readonly number[]) {
  return (frame: Frame): void => {
    for (const slot of slots) frame.vars[slot] = undefined
  }
}

function inOrder(steps: readonly ((frame: Frame) => void)[]): ((frame: Frame) => void) | undefined {
  const [first, second] = steps
  if (first === undefined) return undefined
  if (second === undefined) return first
  return frame => {
    for (const step of steps) step(frame)
  }
}

/** What the compilers of loops and macros need of the one of statements. */
export interface BodyCompiler {
  readonly tree: Template
  sequence(body: readonly Statement[], scope: Scope): Execute
  expression(node: Expression, scope: Scope): Evaluate
  /** Makes a name set at the top visible to blocks. */
  show(name: string, scope: Scope, frame: Frame, value: Value): void
}
