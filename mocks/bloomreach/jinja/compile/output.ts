// Printing: text as it stands, values as Python writes them, escaped where that is on.

import { typeError } from '../errors.ts'
import { checkOutput, spend } from '../limits.ts'
import { escapeValue } from '../methods/markup.ts'
import type { Expression, Output, TemplateData } from '../nodes.ts'
import { type Evaluate, type Execute, type Frame, NEXT } from '../runtime.ts'
import { forgetNothing } from '../values/nothing.ts'
import { isString, Markup, textOf, typeName, type Value } from '../values/objects.ts'
import { toText } from '../values/repr.ts'
import { isConstant } from './folding.ts'
import { tellNothing } from './printed-nothing.ts'
import type { Escaping, Scope } from './scope.ts'

type Writer = (value: Value, autoescape: boolean) => string

const plain: Writer = value => (typeof value === 'string' ? value : toText(value))
const escaped: Writer = value => (value instanceof Markup ? value.text : escapeValue(value).text)
const either: Writer = (value, autoescape) => (autoescape ? escaped : plain)(value, autoescape)

const writerFor = ({ on, volatile }: Escaping): Writer => (volatile ? either : on ? escaped : plain)

export function compileOutput(node: Output, scope: Scope): Execute {
  const { nodes } = node
  if (scope.escaping.volatile && nodes.length > 1) return oneByOne(node, scope)
  const begin = nodes[0]?.kind === 'data' ? 1 : 0
  const before = textIn(nodes[0])
  const first = nodes[begin]
  if (first === undefined) return writeText(before)
  const second = nodes[begin + 1]
  const isOnly = nodes.length <= begin + 2 && (second === undefined || second.kind === 'data')
  if (!isOnly) return writeAll(node, scope)
  const value = scope.compile(first as Expression, scope)
  const write = printing(first as Expression, value, writerOf(node, scope))
  return writeOne(node, [before, textIn(second)], write)
}

const textIn = (node: TemplateData | Expression | undefined): string =>
  node?.kind === 'data' ? node.text : ''

/** A constant is escaped as is known while compiling, even where a value decides about the rest. */
function writerOf({ nodes }: Output, scope: Scope): Writer {
  const { escaping } = scope
  if (!escaping.volatile) return writerFor(escaping)
  const known = nodes.every(child => child.kind === 'data' || isConstant(child, scope))
  return writerFor(known ? { ...escaping, volatile: false } : escaping)
}

type Print = (frame: Frame) => string

/** The text of an expression's value; what is missing is told of where it comes out empty. */
function printing(expression: Expression, value: Evaluate, write: Writer): Print {
  return frame => {
    const { run } = frame
    forgetNothing()
    run.watch?.prints(expression)
    const text = write(value(frame), run.autoescape)
    run.watch?.printed(text)
    if (text === '') tellNothing(run, expression.at, expression)
    return text
  }
}

function writeText(text: string): Execute {
  return ({ run }) => {
    spend(1)
    run.watch?.text(text)
    run.out += text
    checkOutput(run.out.length)
    return NEXT
  }
}

function writeOne({ cost }: Output, [before, after]: readonly [string, string], write: Print): Execute {
  return frame => {
    spend(cost)
    const { run } = frame
    run.watch?.text(before)
    const text = write(frame)
    run.watch?.text(after)
    run.out += before + text + after
    checkOutput(run.out.length)
    return NEXT
  }
}

function writeAll(node: Output, scope: Scope): Execute {
  const { cost } = node
  const write = writerOf(node, scope)
  const parts = node.nodes.map(child =>
    child.kind === 'data' ? child.text : printing(child, scope.compile(child, scope), write),
  )
  return frame => {
    spend(cost)
    const { run } = frame
    let written = ''
    for (const part of parts) {
      if (typeof part === 'string') run.watch?.text(part)
      written += typeof part === 'string' ? part : part(frame)
    }
    run.out += written
    checkOutput(run.out.length)
    return NEXT
  }
}

/** Each part of the output as a statement of its own, because they are not escaped alike. */
function oneByOne(node: Output, scope: Scope): Execute {
  const parts = node.nodes.map(child => compileOutput({ ...node, nodes: [child] }, scope))
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
