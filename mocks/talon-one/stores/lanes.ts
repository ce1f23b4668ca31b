// [D] Integration API: per profile or session id one request runs and two queue; a fourth gets 409 (routes/one-lane.ts).
const PLACES = 3

type Start = () => void

export class Lanes {
  /** Those that wait behind the one that runs, the next one first. */
  readonly #waiting = new Map<string, Start[]>()

  isEmpty(key: string): boolean {
    return !this.#waiting.has(key)
  }

  /** Takes a place: resolves when it is one's turn. Undefined when the lane is full. */
  enter(key: string): Promise<void> | undefined {
    const waiting = this.#waiting.get(key)
    if (waiting === undefined) {
      this.#waiting.set(key, [])
      return AT_ONCE
    }
    if (waiting.length === PLACES - 1) return undefined
    return new Promise(resolve => waiting.push(resolve))
  }

  /** Of whoever has had its turn. */
  leave(key: string): void {
    const start = this.#waiting.get(key)?.shift()
    if (start === undefined) this.#waiting.delete(key)
    else start()
  }
}

const AT_ONCE = Promise.resolve()
