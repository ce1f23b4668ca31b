// A world's state in brief: equal for two worlds that go on alike. Left out is what nothing that is still to come reads: the journal
// and numbers that point into it, counts for people, mails that have gone out, and the words of a failure.
import { createHash } from 'node:crypto'

type Code = string | number | boolean | null | Code[]

/** Stores that only people read. */
const READ_BY_PEOPLE = new Set([
  'world/journal',
  'world/faults',
  'bloomreach/sentMails',
  'bloomreach/webCopies',
  'talon-one/accessLog',
  'talon-one/notifications',
])

/** Within a store: what points into the journal or counts for people, and the words of a failure. */
const LEFT_OUT: Readonly<Record<string, ReadonlySet<string>>> = {
  'world/clock': new Set(['seq']),
  'bloomreach/scenarios': new Set(['cause', 'startedSeq', 'evaluation', 'version', 'message']),
  'bloomreach/events': new Set(['message', 'url']),
}
const NOTHING: ReadonlySet<string> = new Set()

/** Streams from which nothing is drawn that anybody compares. */
const isOfRequests = (name: string): boolean => name.endsWith('request-ids')

export function stateDigest(state: string, notes: unknown, { isExact }: { isExact: boolean }): string {
  const whole = isExact ? state : JSON.stringify(new Brief(JSON.parse(state) as Code).root)
  return createHash('sha1').update(whole).update(JSON.stringify(notes, plain)).digest('base64')
}

const plain = (_: string, value: unknown): unknown =>
  value instanceof Map || value instanceof Set ? [...value] : value

class Brief {
  readonly root: Code
  /** Records that several stores hold, by number: each is written where it is first met. */
  readonly #shared = new Map<Code, Code>()
  readonly #met = new Map<Code, number>()
  #leftOut = NOTHING

  constructor(code: Code) {
    this.#collect(code)
    const [tag = null, ...stores] = code as Code[]
    const kept: Code[] = []
    for (let at = 0; at < stores.length; at += 2) {
      const name = String(stores[at])
      if (READ_BY_PEOPLE.has(name)) continue
      this.#leftOut = LEFT_OUT[name] ?? NOTHING
      kept.push(name, this.#of(stores[at + 1] ?? null))
    }
    this.root = [tag, ...kept]
  }

  #collect(code: Code): void {
    if (!Array.isArray(code)) return
    if (code[0] === 'd') this.#shared.set(code[1] ?? null, code[2] ?? null)
    for (const part of code) this.#collect(part)
  }

  #of(code: Code): Code {
    if (!Array.isArray(code)) return code
    const [tag, ...parts] = code
    if (tag === 'd' || tag === 'r') return this.#sharedOf(parts[0] ?? null)
    if (tag === 'o' || tag === 'n' || tag === 'm') return [tag, ...this.#entries(parts)]
    return [tag ?? null, ...parts.map(part => this.#of(part))]
  }

  #sharedOf(number: Code): Code {
    const met = this.#met.get(number)
    if (met !== undefined) return ['r', met]
    this.#met.set(number, this.#met.size)
    return ['d', this.#of(this.#shared.get(number) ?? null)]
  }

  #entries(parts: Code[]): Code[] {
    const kept: Code[] = []
    for (let at = 0; at < parts.length; at += 2) {
      const [key = null, value = null] = [parts[at], parts[at + 1]]
      if (typeof key === 'string' && (this.#leftOut.has(key) || isOfRequests(key))) continue
      kept.push(this.#of(key), key === 'versions' ? this.#definitions(value) : this.#of(value))
    }
    return kept
  }

  /** That a scenario was saved again as it was, started or stopped, is of no account. */
  #definitions(versions: Code): Code {
    if (!Array.isArray(versions)) return versions
    const texts = versions.slice(1).map(version => JSON.stringify(this.#of(definitionOf(version))))
    return [...new Set(texts)]
  }
}

function definitionOf(version: Code): Code {
  if (!Array.isArray(version)) return version
  const at = version.indexOf('definition')
  return version[at + 1] ?? null
}
