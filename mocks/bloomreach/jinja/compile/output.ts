// Printing: text as it stands, values as Python writes them, escaped where that is on.

import { typeError } from '../errors.ts'
import { checkOutput, spend } from '../limits.ts'
import { escapeValue } from '../methods/markup.ts'
import type { Output } from '../nodes.ts'
import { type Evaluate, type Execute, NEXT } from '../runtime.ts'
import { isString, Markup, textOf, typeName, type Value } from '../values/objects.ts'
import { toText } from '../values/repr.ts'
import { compileExpression, isConstant } from './expressions.ts'
import type { Environment, Escaping, Scope } from './scope.ts'

type Writer = (value: Value, autoescape: boolean) => string

const plain: Writer = value => (typeof value === 'string' ? value : toText(value))
const escaped: Writer = value => (value instanceof Markup ? value.text : escapeValue(value).text)
const either: Writer = (value, autoescape) => (autoescape ? escaped : plain)(value, autoescape)

const writerFor = ({ on, volatile }: Escaping): Writer => (volatile ? either : on ? escaped : plain)

export function compileOutput(env: Environment, node: Output, scope: Scope): Execute {
  const { cost } = node
  if (scope.escaping.volatile && node.nodes.length > 1) return compileOneByOne(env, node, scope)
  const write = writerFor(
    volatileConstant(env, node, scope) ? { ...scope.escaping, volatile: false } : scope.escaping,
  )
  // texts[i] stands before values[i]; one more text may follow the last value.
  const texts: string[] = ['']
  const values: Evaluate[] = []
  for (const child of node.nodes) {
    if (child.kind === 'data') {
      texts[texts.length - 1] += child.text
    } else {
      values.push(compileExpression(env, child, scope))
      texts.push('')
    }
  }
  const [before = '', after = ''] = texts
  const [only] = values
  if (only === undefined) {
    return frame => {
      spend(1)
      frame.run.out += before
      checkOutput(frame.run.out.length)
      return NEXT
    }
  }
  if (values.length === 1) {
    return frame => {
      spend(cost)
      const { run } = frame
      const text = write(only(frame), run.autoescape)
      run.out += before + text + after
      checkOutput(run.out.length)
      return NEXT
    }
  }
  return frame => {
    spend(cost)
    const { run } = frame
    let written = before
    for (let i = 0; i < values.length; i++) {
      written += write((values[i] as Evaluate)(frame), run.autoescape)
      written += texts[i + 1]
    }
    run.out += written
    checkOutput(run.out.length)
    return NEXT
  }
}

/** A constant is escaped as is known while compiling, even where a value decides about the rest. */
const volatileConstant = (env: Environment, node: Output, scope: Scope): boolean =>
  scope.escaping.volatile && node.nodes.every(child => child.kind === 'data' || isConstant(env, child, scope))

/** Each part of the output as a statement of its own, because they are not escaped alike. */
function compileOneByOne(env: Environment, node: Output, scope: Scope): Execute {
  const parts = node.nodes.map(child => compileOutput(env, { ...node, nodes: [child] }, scope))
  return frame => {
    for (const part of parts) part(frame)
    return NEXT
  }
}

/** What a filter or call block may add to the output: Python joins strings only. */
export function printable(value: Value): string {
  if (isString(value)) return textOf(value)
  throw typeError(`sequence item 0: expected str instance, ${typeName(value)} found`)
}
