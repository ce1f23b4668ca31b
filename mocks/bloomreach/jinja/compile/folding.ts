// What Jinja2 works out while it compiles. It shows in what is escaped, so the engine must know it too.

import { JinjaError } from '../errors.ts'
import type { Expression } from '../nodes.ts'
import type { Frame, Runtime } from '../runtime.ts'
import { isTrue } from '../values/iterate.ts'
import type { Scope } from './scope.ts'

/** The truth of a constant, which looks at nothing of the frame but where errors are noted. */
export function constantTruth(node: Expression, scope: Scope): boolean | undefined {
  const frame: Frame = {
    vars: [],
    outer: undefined,
    run: { at: 0, autoescape: scope.escaping.on } as Runtime,
  }
  try {
    return isTrue(scope.compile(node, scope)(frame))
  } catch (error) {
    if (error instanceof JinjaError) return undefined
    throw error
  }
}

/** Filters that Jinja2 hands the context to, and therefore never folds. */
const CONTEXT_FILTERS = ['map', 'select', 'reject', 'selectattr', 'rejectattr', 'random']

/** Whether Jinja2 works a node out while it compiles; filters only where escaping is known. */
export function isConstant(node: Expression, scope: Scope): boolean {
  const all = (...parts: (Expression | undefined)[]) =>
    parts.every(part => part === undefined || isConstant(part, scope))
  const { env } = scope
  switch (node.kind) {
    case 'const':
      return true
    case 'list':
    case 'tuple':
    case 'concat':
      return all(...node.items)
    case 'dict':
      return node.items.every(({ key, value }) => all(key, value))
    case 'binary': {
      if (!all(node.left)) return false
      if (node.operator !== 'and' && node.operator !== 'or') return all(node.right)
      return all(node.right) || constantTruth(node.left, scope) === (node.operator === 'or')
    }
    case 'unary':
    case 'getattr':
      return all(node.node)
    case 'getitem':
      return all(node.node, node.key)
    case 'slice':
      return all(node.start, node.stop, node.step)
    case 'compare':
      return all(node.first, ...node.rest.map(({ value }) => value))
    case 'conditional':
      if (!all(node.test)) return false
      if (constantTruth(node.test, scope)) return all(node.then)
      return node.otherwise !== undefined && all(node.otherwise)
    case 'filter':
    case 'test': {
      const known: Readonly<Record<string, unknown>> = node.kind === 'filter' ? env.filters : env.tests
      if (scope.escaping.volatile || !Object.hasOwn(known, node.name) || CONTEXT_FILTERS.includes(node.name))
        return false
      return (
        node.node !== undefined &&
        all(node.node, ...node.args, ...node.kwargs.map(({ value }) => value), node.starArgs, node.starKwargs)
      )
    }
    default:
      return false
  }
}
