// Reads an account over the Management API: GET and nothing else, one after the other, at the vendor's rate, from one host. A
// redirect is not followed: it would take the key elsewhere.
import { SandboxError } from '../../mocks/kit/sandbox-error.ts'
import type { Timer } from '../doors/timer.ts'
import { Pace } from './pace.ts'

export interface Reading {
  /** Of the deployment, without a slash at its end. */
  url: string
  key: string
  fetch: (request: Request) => Promise<Response>
  timer: Timer
  /** Aborted when somebody ends the pull. */
  ended: AbortSignal
}

export interface RawAnswer {
  status: number
  text: string
}

const LARGEST_BYTES = 64_000_000
const TRIES = 6

export class ManagementApi {
  readonly #reading: Reading
  readonly #pace: Pace
  /** How many requests left. */
  asked = 0

  constructor(reading: Reading) {
    this.#reading = reading
    this.#pace = new Pace(reading.timer)
  }

  /** What is not there and what the key may not see is an answer too; everything else ends the pull, which can be gone on with. */
  async get(path: string): Promise<RawAnswer> {
    for (let tries = 1; ; tries++) {
      await this.#pace.next()
      if (this.#reading.ended.aborted) throw interrupted()
      const answer = await this.#ask(path)
      if (typeof answer === 'number' && tries < TRIES) await this.#pace.pause(answer * tries)
      else if (typeof answer === 'number') throw gaveUp(path, tries)
      else return answer
    }
  }

  /** Milliseconds, where it has to be asked again. */
  async #ask(path: string): Promise<RawAnswer | number> {
    const { url, key, fetch, ended } = this.#reading
    this.asked++
    const request = new Request(`${url}${path}`, {
      method: 'GET',
      headers: {
        authorization: `ManagementKey-v1 ${key}`,
        accept: 'application/json, text/csv, application/csv',
      },
      redirect: 'manual',
      signal: ended,
    })
    try {
      return await judged(await fetch(request), path)
    } catch (cause) {
      if (ended.aborted) throw interrupted()
      // Nobody answers, or not to the end.
      if (cause instanceof TypeError) return SECOND
      throw cause
    }
  }
}

async function judged(answer: Response, path: string): Promise<RawAnswer | number> {
  const { status } = answer
  if (status === 401) throw keyRefused()
  if (status >= 300 && status < 400) throw redirected(path)
  if (status === 501) return { status, text: '' }
  if (status === 429 || status >= 500) {
    await answer.body?.cancel()
    return waitOf(answer)
  }
  return { status, text: await bounded(answer, path) }
}

const SECOND = 1_000

/** [D] RFC 9110: Retry-After in seconds. */
function waitOf(answer: Response): number {
  const seconds = Number(answer.headers.get('retry-after'))
  return seconds > 0 && seconds <= 60 ? seconds * SECOND : SECOND
}

async function bounded(answer: Response, path: string): Promise<string> {
  const parts: Uint8Array[] = []
  let bytes = 0
  for await (const part of answer.body ?? []) {
    bytes += part.length
    if (bytes > LARGEST_BYTES) throw tooLarge(path)
    parts.push(part)
  }
  return new TextDecoder().decode(Buffer.concat(parts))
}

const AGAIN = 'Call it again to go on: what was answered is kept.'

const interrupted = () => new SandboxError('pull-interrupted', 'The pull was interrupted.', { remedy: AGAIN })

const gaveUp = (path: string, tries: number) =>
  new SandboxError('account-unreachable', `Cannot read ${path}: no answer after ${tries} tries.`, {
    remedy: AGAIN,
  })

const keyRefused = () =>
  new SandboxError('key-refused', 'Cannot pull: the account refuses the key.', {
    remedy:
      'Put a key of its Management API into TALON_ONE_MANAGEMENT_KEY; reading is all it needs to be allowed.',
  })

const redirected = (path: string) =>
  new SandboxError(
    'account-elsewhere',
    `Cannot read ${path}: it leads to another address, and the key stays here.`,
    {
      remedy: 'Name the address of the deployment itself with --url.',
    },
  )

const tooLarge = (path: string) =>
  new SandboxError(
    'account-too-large',
    `Cannot read ${path}: it is larger than ${LARGEST_BYTES / 1_000_000} MB.`,
    {
      remedy: 'Leave out what is personal with fewer --with.',
    },
  )
