// The Evaluation tab: per node how many customers flowed through, how it went for them, and with which messages.

export interface NodeCounts {
  entered: number
  succeeded: number
  failed: number
  suppressed: number
  waiting: number
  /** Per exit: of a condition matched ("") and not matched ("else"), of a split its variants. */
  exits: Map<string, number>
  messages: Map<string, number>
}

/** Messages may name customers; beyond this many different ones they are counted together. */
const MESSAGES = 50
const OTHERS = '(other messages)'

export class Evaluation {
  #nodes = new Map<number, NodeCounts>()

  save() {
    return this.#nodes
  }

  restore(nodes: ReturnType<Evaluation['save']>): void {
    this.#nodes = nodes
  }

  of(node: number): NodeCounts {
    const found = this.#nodes.get(node)
    if (found !== undefined) return found
    const fresh: NodeCounts = {
      entered: 0,
      succeeded: 0,
      failed: 0,
      suppressed: 0,
      waiting: 0,
      exits: new Map(),
      messages: new Map(),
    }
    this.#nodes.set(node, fresh)
    return fresh
  }

  leave(node: number, exit: string): void {
    const counts = this.of(node)
    counts.succeeded++
    countOneMore(counts.exits, exit)
  }

  miss(node: number, result: 'failed' | 'suppressed', message: string): void {
    const counts = this.of(node)
    counts[result]++
    const isKept = counts.messages.has(message) || counts.messages.size < MESSAGES
    countOneMore(counts.messages, isKept ? message : OTHERS)
  }
}

const countOneMore = (counts: Map<string, number>, key: string) => counts.set(key, (counts.get(key) ?? 0) + 1)
