// The suppression list of the project: addresses and domains that get no mail, each with the reason.

import { z } from 'zod'
import { KeptMap } from '../../kit/kept/kept-map.ts'

/** `qa@example.com`, or `example.com` for a whole domain. */
export const suppressedSchema = z
  .string()
  .regex(/^(?:[^\s@]+@)?[^\s@]+$/, 'expected an address or a domain')
  .meta({ examples: ['ada@example.com'] })

export class Suppressions {
  readonly #reasons = new KeptMap<string, string>()
  readonly kept = this.#reasons

  add(addressOrDomain: string, reason: string): void {
    this.#reasons.set(addressOrDomain.toLowerCase(), reason)
  }

  delete(addressOrDomain: string): boolean {
    return this.#reasons.delete(addressOrDomain.toLowerCase())
  }

  list(): { address: string; reason: string }[] {
    return [...this.#reasons.entries()].map(([address, reason]) => ({ address, reason }))
  }

  /** Why this address gets no mail, or undefined. */
  reasonFor(address: string): string | undefined {
    const lower = address.toLowerCase()
    return this.#reasons.get(lower) ?? this.#reasons.get(lower.slice(lower.lastIndexOf('@') + 1))
  }
}
