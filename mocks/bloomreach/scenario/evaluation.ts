// The Evaluation tab: per node how many customers flowed through, how it went for them, and with which messages.
import { KeptMap } from '../../kit/kept/kept-map.ts'

export interface NodeCounts {
  readonly entered: number
  readonly succeeded: number
  readonly failed: number
  readonly suppressed: number
  readonly waiting: number
  /** Per exit: of a condition matched ("") and not matched ("else"), of a split its variants. */
  readonly exits: ReadonlyMap<string, number>
  readonly messages: ReadonlyMap<string, number>
}

/** Messages may name customers; beyond this many different ones they are counted together. */
const MESSAGES = 50
const OTHERS = '(other messages)'

const NONE: NodeCounts = Object.freeze({
  entered: 0,
  succeeded: 0,
  failed: 0,
  suppressed: 0,
  waiting: 0,
  exits: Object.freeze(new Map<string, number>()),
  messages: Object.freeze(new Map<string, number>()),
})

export class Evaluation {
  readonly #nodes = new KeptMap<number, NodeCounts>()
  readonly kept = this.#nodes

  of(node: number): NodeCounts {
    return this.#nodes.get(node) ?? NONE
  }

  clear(): void {
    this.#nodes.clear()
  }

  enter(node: number): void {
    const counts = this.of(node)
    this.#nodes.set(node, { ...counts, entered: counts.entered + 1 })
  }

  /** One more waits, or one fewer. */
  wait(node: number, change: 1 | -1): void {
    const counts = this.of(node)
    this.#nodes.set(node, { ...counts, waiting: counts.waiting + change })
  }

  leave(node: number, exit: string): void {
    const counts = this.of(node)
    const exits = oneMore(counts.exits, exit)
    this.#nodes.set(node, { ...counts, succeeded: counts.succeeded + 1, exits })
  }

  miss(node: number, result: 'failed' | 'suppressed', message: string): void {
    const counts = this.of(node)
    const isKept = counts.messages.has(message) || counts.messages.size < MESSAGES
    const messages = oneMore(counts.messages, isKept ? message : OTHERS)
    this.#nodes.set(node, { ...counts, [result]: counts[result] + 1, messages })
  }
}

const oneMore = (counts: ReadonlyMap<string, number>, key: string): ReadonlyMap<string, number> =>
  new Map(counts).set(key, (counts.get(key) ?? 0) + 1)
