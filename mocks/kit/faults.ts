// Chosen failures: "the next two GET referral answer 429". Deterministic, off by default, asked by each house once a request.
import { Counter } from './kept/cell.ts'
import { Group } from './kept/group.ts'
import { KeptMap } from './kept/kept-map.ts'
import { nearestName } from './nearest-name.ts'
import { SandboxError } from './sandbox-error.ts'

/** What goes wrong. Exactly the vendor's own error shape unless `answer.body` is given. */
export interface FaultEffect {
  answer?: { status?: number | undefined; code?: number | undefined; body?: unknown } | undefined
  delayMs?: number | undefined
  timeout?: boolean | undefined
  reset?: boolean | undefined
  malformedBody?: boolean | undefined
  /** The vendor does its work and the answer is lost. */
  after?: 'commit' | undefined
}

export interface NewFault extends FaultEffect {
  operation: string
  first?: number | undefined
  every?: number | undefined
  match?: Record<string, string | number | boolean> | undefined
}

export interface Fault extends NewFault {
  readonly id: number
  readonly seen: number
  readonly struck: number
}

const NONE: readonly Fault[] = []

export class Faults {
  readonly #operations = new Set<string>()
  /** Houses that say when somebody asks. */
  readonly #houses = new Set<() => void>()
  readonly #faults = new KeptMap<number, Fault>()
  readonly #id = new Counter()
  readonly kept = new Group({ faults: this.#faults, id: this.#id })

  /** Called before it is asked which operations there are: what `declare` does until then need not be done. */
  whenAsked(declare: () => void): void {
    this.#houses.add(declare)
  }

  /** Houses say which operations can be made to fail. */
  declare(...operations: string[]): void {
    for (const operation of operations) this.#operations.add(operation)
  }

  operations(): string[] {
    for (const declare of this.#houses) declare()
    this.#houses.clear()
    return [...this.#operations].sort()
  }

  /** On the path of every call, which mostly finds none. */
  list(): readonly Fault[] {
    return this.#faults.size === 0 ? NONE : [...this.#faults.values()]
  }

  add(fault: NewFault): Fault {
    const operations = this.operations()
    if (!this.#operations.has(fault.operation)) {
      const near = nearestName(fault.operation, operations)
      const meant = near === undefined ? '' : `Did you mean ${JSON.stringify(near)}? `
      throw new SandboxError(
        'unknown-operation',
        `Cannot plan a fault for ${JSON.stringify(fault.operation)}: no such operation.`,
        { remedy: `${meant}GET /_sandbox/faults lists what can fail.` },
      )
    }
    const kept: Fault = { ...fault, id: this.#id.next(), seen: 0, struck: 0 }
    this.#faults.set(kept.id, kept)
    return kept
  }

  clear(id?: number): void {
    if (id === undefined) this.#faults.clear()
    else this.#faults.delete(id)
  }

  /** The fault that strikes this call, if any. `facts` is what `match` is compared with. */
  strike(operation: string, facts: Record<string, unknown> = {}): Fault | undefined {
    if (this.#faults.size === 0) return undefined
    for (const fault of this.list()) {
      if (fault.operation !== operation || !matches(fault, facts)) continue
      const seen = fault.seen + 1
      const hit =
        fault.first !== undefined
          ? seen <= fault.first
          : fault.every !== undefined
            ? seen % fault.every === 0
            : true
      const struck = fault.struck + (hit ? 1 : 0)
      this.#faults.set(fault.id, { ...fault, seen, struck })
      if (hit) return fault
    }
    return undefined
  }
}

function matches(fault: Fault, facts: Record<string, unknown>): boolean {
  return Object.entries(fault.match ?? {}).every(([name, value]) => String(facts[name]) === String(value))
}
