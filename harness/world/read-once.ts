// What was read of the newest small files: tests start many worlds of one file, and to parse it each time was a twelfth of a start in
// process. The file is read each time; what is kept is what its text says.

const MOST_FILES = 32
const MOST_CHARACTERS = 100_000

interface Known<S> {
  readonly text: string
  readonly source: S
}

export class ReadOnce<S extends { readonly data: unknown }> {
  /** Oldest first. */
  readonly #known = new Map<string, Known<S>>()

  /** Each time with values of its own. */
  async read(name: string, text: string, parse: () => Promise<S>): Promise<S> {
    const known = this.#known.get(name)
    if (known?.text === text) return withOwnData(known.source)
    const source = await parse()
    if (text.length <= MOST_CHARACTERS) this.#keep(name, { text, source: withOwnData(source) })
    return source
  }

  #keep(name: string, known: Known<S>): void {
    this.#known.delete(name)
    this.#known.set(name, known)
    if (this.#known.size <= MOST_FILES) return
    for (const oldest of this.#known.keys()) {
      this.#known.delete(oldest)
      return
    }
  }
}

const withOwnData = <S extends { readonly data: unknown }>(source: S): S => ({
  ...source,
  data: structuredClone(source.data),
})
