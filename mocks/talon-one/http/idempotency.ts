// [D] Integration API: with an Idempotency-Key the answer is kept for 24 hours, and a repeated request gets it again.
import type { Context } from 'hono'
import type { SandboxEnv } from '../../kit/record-requests.ts'
import { invalidParameter } from '../errors.ts'
import { leaveHint } from './describe-call.ts'

const KEPT_MS = 24 * 3_600_000
const LONGEST_KEY = 255

interface KeptAnswer {
  readonly at: number
  readonly status: 200 | 204
  readonly body: string | null
}

export class KeptAnswers {
  readonly #now: () => number
  /** Oldest first. */
  readonly #answers = new Map<string, KeptAnswer>()

  constructor(now: () => number) {
    this.#now = now
  }

  /** Runs the operation, or gives the answer that the key has already. Refusals are not kept. */
  async answer(
    c: Context<SandboxEnv>,
    scope: string,
    run: () => Promise<Response> | Response,
  ): Promise<Response> {
    const key = c.req.header('idempotency-key')
    if (key === undefined || key === '') return run()
    if (key.length > LONGEST_KEY) {
      throw invalidParameter('Idempotency-Key', `is longer than ${LONGEST_KEY} characters`)
    }
    this.#forgetOld()
    const name = JSON.stringify([scope, c.get('operation'), c.req.path, key])
    const kept = this.#answers.get(name)
    if (kept !== undefined) {
      leaveHint(c, 'This is the kept answer of an earlier request with the same Idempotency-Key.')
      return new Response(kept.body, {
        status: kept.status,
        headers: kept.body === null ? {} : { 'content-type': 'application/json' },
      })
    }
    const response = await run()
    const text = await response.clone().text()
    this.#answers.set(name, {
      at: this.#now(),
      status: response.status as 200 | 204,
      body: text === '' ? null : text,
    })
    return response
  }

  #forgetOld(): void {
    for (const [name, { at }] of this.#answers) {
      if (at > this.#now() - KEPT_MS) return
      this.#answers.delete(name)
    }
  }
}
