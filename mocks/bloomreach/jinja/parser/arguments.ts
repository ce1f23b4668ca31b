// Parses the arguments of a call, a filter or a test.

import type { Arguments, Expression } from '../nodes.ts'
import { heightOver } from './nesting.ts'
import type { TokenStream } from './stream.ts'

interface ArgumentParser {
  readonly stream: TokenStream
  expression(): Expression
}

export const NO_ARGUMENTS: Arguments = { args: [], kwargs: [], starArgs: undefined, starKwargs: undefined }

export function parseArguments(parser: ArgumentParser): Arguments {
  const { stream } = parser
  const { at } = stream.expect('lparen')
  const args: Expression[] = []
  const kwargs: { name: string; value: Expression }[] = []
  let starArgs: Expression | undefined
  let starKwargs: Expression | undefined
  for (let first = true; !stream.is('rparen'); first = false) {
    if (!first) {
      stream.expect('comma')
      if (stream.is('rparen')) break
    }
    if (stream.is('mul')) {
      ensure(stream, starArgs === undefined && starKwargs === undefined, at)
      stream.next()
      starArgs = parser.expression()
    } else if (stream.is('pow')) {
      ensure(stream, starKwargs === undefined, at)
      stream.next()
      starKwargs = parser.expression()
    } else if (stream.is('name') && stream.look().type === 'assign') {
      ensure(stream, starKwargs === undefined, at)
      const name = stream.next().value as string
      stream.next()
      kwargs.push({ name, value: parser.expression() })
    } else {
      ensure(stream, starArgs === undefined && starKwargs === undefined && kwargs.length === 0, at)
      args.push(parser.expression())
    }
  }
  stream.expect('rparen')
  return { args, kwargs, starArgs, starKwargs }
}

function ensure(stream: TokenStream, fine: boolean, at: number): void {
  if (!fine) stream.fail('invalid syntax for function call expression', at)
}

export function argumentsHeight(at: number, node: Expression | undefined, call: Arguments): number {
  if (call === NO_ARGUMENTS) return heightOver(at, node)
  const values =
    call.kwargs.length === 0 ? call.args : [...call.args, ...call.kwargs.map(({ value }) => value)]
  return Math.max(heightOver(at, node, undefined, values), heightOver(at, call.starArgs, call.starKwargs))
}
