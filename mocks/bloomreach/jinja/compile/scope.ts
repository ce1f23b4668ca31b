// What the compiler knows at a place in the template: the names in sight, whether output is escaped,
// and what filters and tests there are. A frame's slots are filled when it is entered.

import type { Filter, Test } from '../callable.ts'
import type { Expression, Statement, Target } from '../nodes.ts'
import type { Template } from '../parser/grammar.ts'
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
  readonly plus: 'python' | 'numbers'
  readonly loopSets: 'scoped' | 'kept'
}

/** Escaping is known while compiling, unless `{% autoescape x %}` makes it depend on a value. */
export interface Escaping {
  readonly on: boolean
  readonly volatile: boolean
}

/** Compiles an expression for a place in the template. */
export type Compile = (node: Expression, scope: Scope) => Evaluate

export interface Scope {
  readonly env: Environment
  readonly symbols: Symbols
  readonly escaping: Escaping
  /** Directly in the template or in an `if` there: what is set here is seen by blocks. */
  readonly toplevel: boolean
  /** In an `if`: an unknown filter fails only when it is reached. */
  readonly soft: boolean
  /** In what only decides, such as the test of an `if`: nobody reads the texts that are put together there. */
  readonly decides?: boolean
  /** Handed along, because calls, operators and constants lie below the file that knows every expression. */
  readonly compile: Compile
}

export function rootScope(env: Environment, compile: Compile): Scope {
  return {
    env,
    symbols: new Symbols(new FunctionScope(undefined, env.loopSets === 'kept')),
    escaping: { on: env.autoescape, volatile: false },
    toplevel: true,
    soft: false,
    compile,
  }
}

/** A frame inside this one, in the same function unless another is given. */
export function innerScope(scope: Scope, owner: FunctionScope = scope.symbols.scope): Scope {
  return {
    env: scope.env,
    symbols: new Symbols(owner, scope.symbols),
    escaping: scope.escaping,
    toplevel: false,
    soft: false,
    compile: scope.compile,
  }
}

/** The scope inside an `if`. */
export function softScope(scope: Scope): Scope {
  if (scope.soft) return scope
  return { ...scope, soft: true }
}

export const decidingScope = (scope: Scope): Scope => ({ ...scope, decides: true })

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

/** What the compilers of loops and macros need of the one of statements. */
export interface BodyCompiler {
  readonly tree: Template
  sequence(body: readonly Statement[], scope: Scope): Execute
  /** Stores a value; at the top it is also shown to blocks. */
  publish(target: Target, scope: Scope): (frame: Frame, value: Value) => void
  /** Makes a name set at the top visible to blocks. */
  show(name: string, scope: Scope, frame: Frame, value: Value): void
}
