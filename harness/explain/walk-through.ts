// The pieces of a text that cannot be rendered any more: every way of it is gone once, and of values only where they come from is known.
import { compile, JinjaError } from '../../mocks/bloomreach/jinja/index.ts'
import {
  type CallNode,
  type MacroNode,
  type Node,
  type Statement,
  visitChildren,
} from '../../mocks/bloomreach/jinja/nodes.ts'
import type { ProjectTexts } from '../check/called-texts.ts'
import { type Piece, PrintedPieces } from './printed-pieces.ts'

type Texts = Pick<ProjectTexts, 'htmlBlocks' | 'snippets'>

/** None of a text that is no template. */
export function walkThrough(template: string, label: string, texts: Texts): readonly Piece[] {
  const pieces: Piece[] = []
  try {
    new Walk(template, new PrintedPieces(template, { label, sink: [pieces] }), texts, []).go()
  } catch (error) {
    if (!(error instanceof JinjaError)) throw error
  }
  return pieces
}

class Walk {
  readonly #body: readonly Statement[]
  readonly #printed: PrintedPieces
  readonly #texts: Texts
  /** The texts around it, none of which is walked through again. */
  readonly #open: readonly string[]
  readonly #macros = new Map<string, MacroNode>()
  readonly #run = { at: 0 }

  constructor(text: string, printed: PrintedPieces, texts: Texts, open: readonly string[]) {
    this.#body = compile(text).tree.body
    this.#printed = printed
    this.#texts = texts
    this.#open = open
    printed.runs(this.#run)
  }

  go(): void {
    this.#all(this.#body)
  }

  #all(body: readonly Statement[]): void {
    for (const statement of body) this.#statement(statement)
  }

  #statement(node: Statement): void {
    switch (node.kind) {
      case 'output':
        for (const part of node.nodes) this.#output(part)
        return
      case 'for':
        this.#printed.turn(node, undefined)
        this.#all(node.body)
        return
      case 'assign':
        this.#printed.assigns(node)
        return
      case 'with':
        this.#printed.assigns(node)
        this.#all(node.body)
        return
      case 'assignblock':
        this.#printed.enters(node)
        this.#all(node.body)
        this.#printed.leaves()
        return
      case 'macro':
        this.#macros.set(node.name, node)
        return
      case 'if':
        for (const body of [node.body, ...node.elifs.map(elif => elif.body), node.otherwise]) this.#all(body)
        return
      case 'filterblock':
      case 'autoescape':
      case 'block':
        this.#all(node.body)
        return
      case 'callblock':
        this.#calls(node.call)
        this.#all(node.body)
        return
      default:
        return
    }
  }

  #output(part: Node): void {
    if (part.kind === 'data') {
      this.#printed.text(part.text)
      return
    }
    this.#printed.prints(part as Parameters<PrintedPieces['prints']>[0])
    this.#calls(part)
    this.#printed.printed(undefined)
  }

  /** Macros, blocks and snippets inside of an expression. */
  #calls(node: Node): void {
    if (node.kind === 'call') this.#call(node)
    visitChildren(node, { visit: child => this.#calls(child) })
  }

  #call(node: CallNode): void {
    if (node.node.kind !== 'name') return
    this.#run.at = node.at
    const { name } = node.node
    const macro = this.#macros.get(name)
    const [first] = node.args
    if (macro !== undefined) {
      this.#macros.delete(name)
      this.#printed.enters(macro)
      this.#all(macro.body)
      this.#printed.leaves()
      this.#macros.set(name, macro)
    } else if (first?.kind === 'const' && (name === 'block' || name === 'snippet'))
      this.#text(name, String(first.value))
  }

  #text(kind: 'block' | 'snippet', key: string): void {
    const text = this.#texts[kind === 'block' ? 'htmlBlocks' : 'snippets'].find(key)
    const label = `${kind === 'block' ? 'HTML block' : 'snippet'} "${key}"`
    if (text === undefined || this.#open.includes(label)) return
    const inside = this.#printed.inside({ label, text, params: undefined }, text)
    new Walk(text, inside, this.#texts, [...this.#open, label]).go()
  }
}
