// How long a world beside the first one is there: until it is deleted, or nobody has asked it for a length of real time. Whoever is
// still waiting for an answer then is told so.
import type { Timer } from '../doors/timer.ts'
import type { Answers } from './answers.ts'
import { untilEnd } from './until-end.ts'
import { refusal, sayRefusal, unknownWorld } from './world-refusal.ts'

interface Terms {
  id: string
  /** Without one it stays. */
  ttlMs?: number | undefined
  timer: Timer
  onIdle: () => void
}

export class Tenancy {
  readonly #terms: Terms
  readonly #end = new AbortController()
  #why = 'there is none'
  #underWay = 0
  #usedAt: number
  #callOff = () => {}

  constructor(terms: Terms) {
    this.#terms = terms
    this.#usedAt = terms.timer.now()
    this.#watch()
  }

  /** Whether somebody waits for an answer. */
  get isAsked(): boolean {
    return this.#underWay > 0
  }

  /** `why` is what is said to whoever asks from now on. */
  end(why: string): void {
    this.#why = why
    this.#callOff()
    this.#end.abort()
  }

  /** What is answered while it lasts, and refused afterwards. */
  over(own: Answers): Answers {
    return {
      fetch: (request, env) => this.#ask(request, () => own.fetch(request, env)),
      express: (incoming, outgoing) => {
        const taken = this.#isOver || (own.express?.(incoming, outgoing) ?? false)
        this.#usedAt = this.#terms.timer.now()
        if (typeof taken === 'boolean') return taken && !this.#isOver
        const leave = this.#enter()
        return {
          lost() {
            leave()
            taken.lost()
          },
          whole: body => {
            leave()
            if (!this.#isOver) return taken.whole(body)
            taken.lost()
            sayRefusal(outgoing, this.#gone())
          },
        }
      },
    }
  }

  async #ask(request: Request, ask: () => Response | Promise<Response>): Promise<Response> {
    if (this.#isOver) return refusal(this.#gone())
    const leave = this.#enter()
    const { promise: over, resolve } = Promise.withResolvers<undefined>()
    const { signal } = this.#end
    const tell = () => resolve(undefined)
    signal.addEventListener('abort', tell)
    try {
      const answer = await Promise.race([ask(), ...(isAboutWorlds(request) ? [] : [over])])
      return answer === undefined ? refusal(this.#gone()) : untilEnd(answer, signal)
    } finally {
      signal.removeEventListener('abort', tell)
      leave()
    }
  }

  get #isOver(): boolean {
    return this.#end.signal.aborted
  }

  #gone = () => unknownWorld(this.#terms.id, this.#why)

  #enter(): () => void {
    this.#underWay++
    return () => {
      this.#underWay--
      this.#usedAt = this.#terms.timer.now()
    }
  }

  /** Looks again when it could have been idle for so long. */
  #watch(): void {
    const { ttlMs, timer, onIdle } = this.#terms
    if (ttlMs === undefined) return
    const left = this.#underWay > 0 ? ttlMs : this.#usedAt + ttlMs - timer.now()
    if (left <= 0) onIdle()
    else this.#callOff = timer.after(left, () => this.#watch())
  }
}

/** A world that is asked to delete itself still says that it did. */
const isAboutWorlds = ({ url }: Request): boolean => /\/_sandbox\/worlds(?:[/?]|$)/.test(url)
