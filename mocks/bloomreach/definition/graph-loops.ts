// The ways round of a graph: its strongly connected components, found in one walk (Tarjan), however many nodes there are.

interface Visit {
  node: number
  /** The way on from here that is looked at next. */
  next: number
}

/** Each loop by its nodes in ascending order; a node alone is one when it leads to itself. */
export function loopsIn(
  nodes: readonly number[],
  successors: (node: number) => readonly number[],
): number[][] {
  return new LoopWalk(nodes, successors).loops()
}

class LoopWalk {
  readonly #ways = new Map<number, readonly number[]>()
  /** When a node was first seen, and the earliest that can be reached from it. */
  readonly #seen = new Map<number, number>()
  readonly #earliest = new Map<number, number>()
  readonly #stack: number[] = []
  readonly #onStack = new Set<number>()
  readonly #loops: number[][] = []

  constructor(nodes: readonly number[], successors: (node: number) => readonly number[]) {
    const known = new Set(nodes)
    for (const node of nodes)
      this.#ways.set(
        node,
        successors(node).filter(next => known.has(next)),
      )
  }

  loops(): number[][] {
    for (const node of this.#ways.keys()) {
      if (!this.#seen.has(node)) this.#walkFrom(node)
    }
    return this.#loops
  }

  /** With a list of visits in place of recursion: a scenario can be one chain of ten thousand nodes. */
  #walkFrom(start: number): void {
    const visits: Visit[] = [this.#enter(start)]
    for (let visit = visits.at(-1); visit !== undefined; visit = visits.at(-1)) {
      const way = this.#ways.get(visit.node)?.[visit.next++]
      if (way === undefined) {
        visits.pop()
        this.#leave(visit.node, visits.at(-1)?.node)
      } else if (!this.#seen.has(way)) visits.push(this.#enter(way))
      else if (this.#onStack.has(way)) this.#reach(visit.node, this.#seen.get(way) ?? 0)
    }
  }

  #enter(node: number): Visit {
    this.#earliest.set(node, this.#seen.size)
    this.#seen.set(node, this.#seen.size)
    this.#stack.push(node)
    this.#onStack.add(node)
    return { node, next: 0 }
  }

  #leave(node: number, from: number | undefined): void {
    const earliest = this.#earliest.get(node) ?? 0
    if (from !== undefined) this.#reach(from, earliest)
    if (earliest !== this.#seen.get(node)) return
    const component = this.#stack.splice(this.#stack.lastIndexOf(node))
    for (const member of component) this.#onStack.delete(member)
    const isLoop = component.length > 1 || this.#ways.get(node)?.includes(node)
    if (isLoop) this.#loops.push(component.sort((a, b) => a - b))
  }

  #reach(node: number, earliest: number): void {
    this.#earliest.set(node, Math.min(this.#earliest.get(node) ?? earliest, earliest))
  }
}
