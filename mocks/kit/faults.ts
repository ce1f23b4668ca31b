// Chosen failures: "the next two GET referral answer 429". Deterministic, off by default, asked by each house once a request.
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
  id: number
  seen: number
  struck: number
}

export class Faults {
  readonly #operations = new Set<string>()
  #faults: Fault[] = []
  #id = 0

  /** Houses say at assembly which operations can be made to fail. */
  declare(...operations: string[]): void {
    for (const operation of operations) this.#operations.add(operation)
  }

  operations(): string[] {
    return [...this.#operations].sort()
  }

  list(): readonly Fault[] {
    return this.#faults
  }

  add(fault: NewFault): Fault {
    if (!this.#operations.has(fault.operation)) {
      const near = nearestName(fault.operation, this.operations())
      const meant = near === undefined ? '' : `Did you mean ${JSON.stringify(near)}? `
      throw new SandboxError(
        'unknown-operation',
        `Cannot plan a fault for ${JSON.stringify(fault.operation)}: no such operation.`,
        { remedy: `${meant}GET /_sandbox/faults lists what can fail.` },
      )
    }
    const kept: Fault = { ...fault, id: ++this.#id, seen: 0, struck: 0 }
    this.#faults.push(kept)
    return kept
  }

  save() {
    return { id: this.#id, faults: this.#faults }
  }

  restore({ id, faults }: ReturnType<Faults['save']>): void {
    this.#id = id
    this.#faults = faults
  }

  clear(id?: number): void {
    const keep = id === undefined ? [] : this.#faults.filter(fault => fault.id !== id)
    this.#faults.splice(0, this.#faults.length, ...keep)
  }

  /** The fault that strikes this call, if any. `facts` is what `match` is compared with. */
  strike(operation: string, facts: Record<string, unknown> = {}): Fault | undefined {
    if (this.#faults.length === 0) return undefined
    for (const fault of this.#faults) {
      if (fault.operation !== operation || !matches(fault, facts)) continue
      fault.seen++
      const hit =
        fault.first !== undefined
          ? fault.seen <= fault.first
          : fault.every !== undefined
            ? fault.seen % fault.every === 0
            : true
      if (!hit) continue
      fault.struck++
      return fault
    }
    return undefined
  }
}

function matches(fault: Fault, facts: Record<string, unknown>): boolean {
  return Object.entries(fault.match ?? {}).every(([name, value]) => String(facts[name]) === String(value))
}
