// Listens to a mail while its texts are rendered, and keeps what they print, piece by piece, each value with what it was read from.

import { parametersIn } from '../../mocks/bloomreach/definition/parameters/template-parameters.ts'
import { compile } from '../../mocks/bloomreach/jinja/index.ts'
import {
  type Assign,
  type AssignBlock,
  type CallBlock,
  type CallNode,
  type Expression,
  type For,
  type MacroNode,
  type Node,
  type Target,
  visitChildren,
  type With,
} from '../../mocks/bloomreach/jinja/nodes.ts'
import type { CalledText } from '../../mocks/bloomreach/visit/block-parameters.ts'
import type { TextWatch } from '../../mocks/bloomreach/visit/block-rendering.ts'
import { joined, type LookUp, type Origin, originOf, type Step } from './sources.ts'

export type Piece =
  | { kind: 'text'; text: string }
  | {
      kind: 'value'
      /** As it is written. */
      expression: string
      /** The text that it stands in: "html", 'HTML block "header"'. */
      in: string
      /** As it was printed; undefined where nothing was rendered. */
      text: string | undefined
      origin: Origin
      /** It became a part of the text around it, wherever that has it. */
      isAnywhere?: true
    }

/** What a name means between two places of the text, from its assignment on. */
interface Binding {
  readonly name: string
  readonly from: number
  readonly to: number
  origin(path: readonly Step[]): Origin
  /** Of a set block. */
  readonly pieces?: readonly Piece[]
  readonly before: Binding | undefined
}

/** Where what is printed goes: the mail, or a value that is being made. */
export type Sink = Piece[][]

export class PrintedPieces implements TextWatch {
  readonly #label: string
  readonly #source: string
  readonly #sink: Sink
  /** Of the text that calls this one. */
  readonly #params: ((path: readonly Step[]) => Origin) | undefined
  readonly #calls = new Map<number, CallNode>()
  readonly #loops: For[] = []
  #bound: Binding | undefined
  #printing: Expression[] = []
  #entered: { body: MacroNode | CallBlock | AssignBlock; bound: Binding | undefined }[] = []
  #run: { readonly at: number } = { at: -1 }

  constructor(
    text: string,
    { label, sink, params }: { label: string; sink: Sink; params?: (path: readonly Step[]) => Origin },
  ) {
    const { source, tree } = compile(text)
    this.#label = label
    this.#source = source
    this.#sink = sink
    this.#params = params
    for (const node of tree.body) this.#index(node)
  }

  #index(node: Node): void {
    if (node.kind === 'call') this.#calls.set(node.at, node)
    if (node.kind === 'for') this.#loops.push(node)
    visitChildren(node, { visit: child => this.#index(child) })
  }

  runs(run: { readonly at: number }): void {
    this.#run = run
  }

  text(text: string): void {
    if (text !== '') this.#add({ kind: 'text', text })
  }

  prints(expression: Expression): void {
    this.#printing.push(expression)
    this.#sink.push([])
  }

  printed(text: string | undefined): void {
    const expression = this.#printing.pop()
    const inner = this.#sink.pop() ?? []
    if (expression === undefined) return
    const shown = inner.length > 0 ? inner : this.#setPieces(expression)
    if (shown !== undefined && showsAsItIs(expression)) {
      for (const piece of shown) this.#add(piece)
      return
    }
    const origin = joined([
      originOf(expression, [], this.#lookUp),
      ...inner.flatMap(piece => (piece.kind === 'value' ? [piece.origin] : [])),
    ])
    this.#add({ kind: 'value', expression: this.#written(expression), in: this.#label, text, origin })
  }

  turn(loop: For, index: number | undefined): void {
    const { iter } = loop
    // What it goes through was read before its own variables were there.
    const lookUp = this.#lookUpOutside(loop)
    const isPlain = loop.test === undefined && !(iter.kind === 'call' || iter.kind === 'filter')
    const step = isPlain ? index : undefined
    const via = index === undefined ? 'an item' : `item ${index + 1}`
    const of = this.#written(iter, 'in')
    this.#bind(loop.target, { from: loop.at, to: loop.end }, path => {
      const { sources, via: further } = originOf(iter, [step, ...path], lookUp)
      return { sources, via: [`${via} of ${of}`, ...further] }
    })
  }

  assigns(node: Assign | With): void {
    const lookUp = this.#lookUp
    const pairs =
      node.kind === 'assign'
        ? [[node.target, node.value] as const]
        : node.targets.map((target, index) => [target, node.values[index] as Expression] as const)
    const range = node.kind === 'with' ? { from: node.at, to: endOf(node) } : this.#rangeAround(node.at)
    for (const [target, value] of pairs)
      this.#bind(target, target.kind === 'nsref' ? EVERYWHERE : range, path => {
        const { sources, via } = originOf(value, path, lookUp)
        return { sources, via: [`${nameIn(target)} is set in the ${this.#label}`, ...via] }
      })
  }

  enters(body: MacroNode | CallBlock | AssignBlock): void {
    this.#entered.push({ body, bound: this.#bound })
    if (body.kind === 'assignblock') this.#sink.push([])
    else this.#bindParameters(body, this.#calls.get(this.#run.at))
  }

  leaves(): void {
    const entered = this.#entered.pop()
    if (entered === undefined) return
    const { body, bound } = entered
    if (body.kind !== 'assignblock') {
      this.#bound = bound
      return
    }
    const pieces = this.#sink.pop() ?? []
    const origin = joined(pieces.flatMap(piece => (piece.kind === 'value' ? [piece.origin] : [])))
    this.#bind(body.target, this.#rangeAround(body.at), () => origin, pieces)
  }

  inside({ label, text, params = {} }: CalledText, filled: string): PrintedPieces {
    const call = this.#calls.get(this.#run.at)
    const lookUp = this.#lookUp
    const given = call?.args[1]
    const origin =
      given === undefined
        ? this.#params
        : (path: readonly Step[]) => {
            const { sources, via } = originOf(given, path, lookUp)
            return { sources, via: [`given by the ${this.#label}`, ...via] }
          }
    const inner = new PrintedPieces(filled, {
      label,
      sink: this.#sink,
      ...(origin === undefined ? {} : { params: origin }),
    })
    for (const { name } of parametersIn(text).parameters) inner.#parameter(name, params[name])
    return inner
  }

  /** `[[ name ]]`, which was filled in before the text was read. */
  #parameter(name: string, value: unknown): void {
    const origin = this.#params?.([name]) ?? { sources: [], via: [] }
    const text = value === undefined || value === null ? undefined : String(value)
    const expression = `[[ ${name} ]]`
    this.#add({ kind: 'value', expression, in: this.#label, text, origin, isAnywhere: true })
  }

  #add(piece: Piece): void {
    this.#sink.at(-1)?.push(piece)
  }

  #bindParameters({ params, defaults, ...body }: MacroNode | CallBlock, call: CallNode | undefined): void {
    const lookUp = this.#lookUp
    const range = { from: body.at, to: endOf({ params, defaults, ...body } as Node) }
    for (const [index, param] of params.entries()) {
      const given =
        call?.args[index] ??
        call?.kwargs.find(({ name }) => name === param.name)?.value ??
        defaults[index - params.length + defaults.length]
      if (given === undefined) continue
      this.#bind(param, range, path => originOf(given, path, lookUp))
    }
  }

  #bind(
    target: Target,
    { from, to }: { from: number; to: number },
    origin: (path: readonly Step[]) => Origin,
    pieces?: readonly Piece[],
  ): void {
    if (target.kind === 'tuple') {
      for (const [index, part] of target.items.entries())
        this.#bind(part as Target, { from, to }, path => origin([index, ...path]))
      return
    }
    const name = nameIn(target)
    this.#bound = { name, from, to, origin, before: this.#bound, ...(pieces && { pieces }) }
  }

  /** Of now: what is set later is another. */
  get #lookUp(): LookUp {
    return this.#lookUpOutside(undefined)
  }

  #lookUpOutside(loop: For | undefined): LookUp {
    const bound = this.#bound
    return (name, at, path) => {
      const [first] = path
      // An attribute of a namespace is set by its own name.
      const own = typeof first === 'string' ? found(bound, `${name}.${first}`, at) : undefined
      if (own !== undefined) return own.origin(path.slice(1))
      const binding = found(bound, name, at, loop)
      if (binding !== undefined) return binding.origin(path)
      return name === 'params' ? this.#params?.(path) : undefined
    }
  }

  #setPieces(expression: Expression): readonly Piece[] | undefined {
    const { name, at } = withoutMarks(expression) as { name?: string; at: number }
    return name === undefined ? undefined : found(this.#bound, name, at)?.pieces
  }

  /** In the loop that it stands in, or in the whole text. */
  #rangeAround(at: number): { from: number; to: number } {
    const around = this.#loops.filter(loop => loop.at < at && at < loop.end)
    const innermost = around.toSorted((a, b) => b.at - a.at)[0]
    return innermost === undefined ? EVERYWHERE : { from: innermost.at, to: innermost.end }
  }

  /** Between its braces, or behind a word of its tag. */
  #written({ at }: Expression, behind?: 'in'): string {
    const source = this.#source
    const tag = behind === undefined ? ['{{', '}}'] : ['{%', '%}']
    const from = source.lastIndexOf(tag[0] ?? '', at)
    const end = source.indexOf(tag[1] ?? '', at)
    const whole = source
      .slice(from + 2, end === -1 ? undefined : end)
      .replace(/^[-+]/, '')
      .replace(/[-+]$/, '')
      .trim()
    if (behind === undefined) return whole
    const word = whole.indexOf(' in ')
    return (
      whole
        .slice(word + 4)
        .split(' if ')[0]
        ?.replace(/ recursive$/, '')
        .trim() ?? ''
    )
  }
}

const EVERYWHERE = { from: 0, to: Number.POSITIVE_INFINITY }

function found(bound: Binding | undefined, name: string, at: number, outside?: For): Binding | undefined {
  const isOwn = ({ from, to }: Binding) => from === outside?.at && to === outside.end
  for (let binding = bound; binding !== undefined; binding = binding.before)
    if (binding.name === name && binding.from <= at && at < binding.to && !isOwn(binding)) return binding
  return undefined
}

const nameIn = (target: Target): string =>
  target.kind === 'name' ? target.name : target.kind === 'nsref' ? `${target.name}.${target.attribute}` : ''

/** Without what leaves a text as it is. */
function withoutMarks(expression: Expression): Expression {
  const isMark = expression.kind === 'filter' && ['safe', 'string', 'trim'].includes(expression.name)
  return isMark && expression.node !== undefined ? withoutMarks(expression.node) : expression
}

/** A macro, a block, a snippet, a set block: what they print are values of their own. */
function showsAsItIs(expression: Expression): boolean {
  const { kind } = withoutMarks(expression)
  return kind === 'call' || kind === 'name' || kind === 'getattr' || kind === 'getitem'
}

function endOf(node: Node): number {
  let end = node.at + 1
  visitChildren(node, {
    visit(child) {
      end = Math.max(end, child.kind === 'for' ? child.end : endOf(child))
    },
  })
  return end
}
