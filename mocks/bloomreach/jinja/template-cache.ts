// Keeps what was compiled by its text, in two generations. A text is kept from the second time it is
// asked for: those asked for only once would be ballast.

/** How many texts make a generation. */
const GENERATION = 500

export class TemplateCache<T> {
  #young = new Map<string, T>()
  #old = new Map<string, T>()
  readonly #seenOnce = new Set<string>()

  /** What is kept for the text, or what `build` makes of it. */
  find(text: string, build: () => T): T {
    const young = this.#young.get(text)
    if (young !== undefined) return young
    const aged = this.#old.get(text)
    if (aged !== undefined) return this.#keep(text, aged)
    const built = build()
    if (this.#seenOnce.has(text)) return this.#keep(text, built)
    if (this.#seenOnce.size >= GENERATION) this.#seenOnce.clear()
    this.#seenOnce.add(text)
    return built
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
