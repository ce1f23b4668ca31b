// The suppression list of the project: addresses and domains that get no mail, each with the reason.
import { z } from 'zod'

/** `qa@example.com`, or `example.com` for a whole domain. */
export const suppressedSchema = z.string().regex(/^(?:[^\s@]+@)?[^\s@]+$/, 'expected an address or a domain')

export class Suppressions {
  readonly #reasons = new Map<string, string>()

  get size(): number {
    return this.#reasons.size
  }

  add(addressOrDomain: string, reason: string): void {
    this.#reasons.set(addressOrDomain.toLowerCase(), reason)
  }

  remove(addressOrDomain: string): boolean {
    return this.#reasons.delete(addressOrDomain.toLowerCase())
  }

  list(): { entry: string; reason: string }[] {
    return [...this.#reasons].map(([entry, reason]) => ({ entry, reason }))
  }

  /** Why this address gets no mail, or undefined. */
  reasonFor(address: string): string | undefined {
    if (this.#reasons.size === 0) return undefined
    const lower = address.toLowerCase()
    return this.#reasons.get(lower) ?? this.#reasons.get(lower.slice(lower.lastIndexOf('@') + 1))
  }
}
