// Keeps what was compiled by its text, in two generations. A text is kept from the second time it is
// asked for: those asked for only once would be ballast.

/** How many texts make a generation. */
const GENERATION = 500

/** How many fingerprints are remembered: all of what is kept, and as many of what was asked for once. */
const MOST_SEEN = 3 * GENERATION

export class TemplateCache<T> {
  #young = new Map<string, T>()
  #old = new Map<string, T>()
  /** Fingerprints, since to hash a long text costs more than to look at some of it. */
  readonly #seen = new Set<number>()

  /** What is kept for the text, or what `build` makes of it. */
  find(text: string, build: () => T): T {
    const fingerprint = fingerprintOf(text)
    if (!this.#seen.has(fingerprint)) {
      const built = build()
      this.#see(fingerprint)
      return built
    }
    const young = this.#young.get(text)
    if (young !== undefined) return young
    return this.#keep(text, this.#old.get(text) ?? build())
  }

  #see(fingerprint: number): void {
    if (this.#seen.size >= MOST_SEEN) this.#seen.clear()
    this.#seen.add(fingerprint)
  }

  /** When the young ones are many, they become the old ones, and the old ones are dropped. */
  #keep(text: string, value: T): T {
    if (this.#young.size >= GENERATION) {
      this.#old = this.#young
      this.#young = new Map()
    }
    this.#young.set(text, value)
    return value
  }
}

/** Length, ends and some characters between. Two texts with the same one are merely kept a little too early. */
function fingerprintOf(text: string): number {
  const { length } = text
  const step = (length >> 5) + 1
  let sum = length
  for (let at = 0; at < length; at += step) sum = (Math.imul(sum, 31) + text.charCodeAt(at)) | 0
  for (let at = Math.max(0, length - 8); at < length; at++)
    sum = (Math.imul(sum, 31) + text.charCodeAt(at)) | 0
  return sum
}
