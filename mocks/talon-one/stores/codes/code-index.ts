// Which record has a code: a hash table in one typed array, which garbage collection need not walk through. A map of a million texts is
// several times as large, and each look into it waits for memory more than once.

/** A place is two numbers: the id, and the hash of its code, so that other codes are told apart without being read. */
const WIDTH = 2
const FREE = 0
/** Whose code is free again; a search goes on behind it. */
const LEFT = -1
const FEWEST_PLACES = 16

export class CodeIndex {
  readonly #codeOf: (id: number) => string | undefined
  #places = new Int32Array(FEWEST_PLACES * WIDTH)
  /** Places that are not free, also those that were left. */
  #taken = 0
  #size = 0

  /** Ids are whole numbers from 1; the index keeps no code and asks for those it has to compare. */
  constructor(codeOf: (id: number) => string | undefined) {
    this.#codeOf = codeOf
  }

  find(code: string): number | undefined {
    const place = this.#placeOf(code, hashOf(code))
    return place === undefined ? undefined : this.#places[place]
  }

  /** The caller has made sure that the code is free. */
  add(code: string, id: number): void {
    if ((this.#taken + 1) * WIDTH * 2 > this.#places.length) this.#spread()
    put(this.#places, id, hashOf(code))
    this.#taken++
    this.#size++
  }

  delete(code: string): boolean {
    const place = this.#placeOf(code, hashOf(code))
    if (place === undefined) return false
    this.#places[place] = LEFT
    this.#size--
    return true
  }

  #placeOf(code: string, hash: number): number | undefined {
    const places = this.#places
    const last = places.length - WIDTH
    for (let place = firstPlace(hash, last); ; place = (place + WIDTH) & last) {
      const id = places[place] as number
      if (id === FREE) return undefined
      if (id !== LEFT && places[place + 1] === hash && this.#codeOf(id) === code) return place
    }
  }

  /** Into twice as many places as there will be need of, so that a search is short. */
  #spread(): void {
    const old = this.#places
    let count = FEWEST_PLACES
    while (count < (this.#size + 1) * 4) count *= 2
    this.#places = new Int32Array(count * WIDTH)
    for (let place = 0; place < old.length; place += WIDTH) {
      const id = old[place] as number
      if (id !== FREE && id !== LEFT) put(this.#places, id, old[place + 1] as number)
    }
    this.#taken = this.#size
  }
}

/** In the first free place from where the hash points to. */
function put(places: Int32Array, id: number, hash: number): void {
  const last = places.length - WIDTH
  let place = firstPlace(hash, last)
  while (places[place] !== FREE) place = (place + WIDTH) & last
  places[place] = id
  places[place + 1] = hash
}

/** `last` is a mask as well: there are a power of two of places. */
const firstPlace = (hash: number, last: number): number => (hash * WIDTH) & last

/** FNV-1a, its high bits mixed into the low ones, by which a place is chosen. */
function hashOf(code: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < code.length; i++) hash = Math.imul(hash ^ code.charCodeAt(i), 0x01000193)
  return hash ^ (hash >>> 15)
}
