// What may happen to a webhook on its way: refused, answered late, wrongly or not at all. Nothing here waits in reality.
import { HINT_HEADER, REASON_HEADER } from '../../../mocks/kit/record-requests.ts'
import type { Fault } from './fault.ts'

type Way = () => Promise<Response>
type Strike = (way: Way) => Promise<Response>

/** Whether the called service has done its work, and what the caller gets to see. */
interface WebhookFault {
  does: string
  strike: Strike
  /** Of a refusal: its status. */
  status?: number
  /** The called service has done its work. */
  commits: boolean
  /** What is left of the answer. */
  leaves: 'refusal' | 'nothing' | 'unreadable' | 'all'
}

const refusing = (status: number): WebhookFault => ({
  does: `the call is answered ${status}, and nothing was done`,
  strike: async () => answer(status),
  status,
  commits: false,
  leaves: 'refusal',
})

const answer = (status: number): Response =>
  Response.json({ message: `Disturbed by a search: ${status}` }, { status })

/** As a connection that breaks looks to the caller. */
const broken = (code: string, message: string): TypeError =>
  new TypeError('fetch failed', { cause: Object.assign(new Error(message), { code }) })

/** The answer with another body; its headers stay, but for the length. */
async function changed(way: Way, change: (body: string) => string): Promise<Response> {
  const whole = await way()
  const headers = new Headers(whole.headers)
  headers.delete('content-length')
  return new Response(change(await whole.text()), { status: whole.status, headers })
}

const MORE_THAN_IS_READ = ' '.repeat(70_000)

const FAULTS: Record<string, WebhookFault> = {
  '400': refusing(400),
  '401': refusing(401),
  '404': refusing(404),
  '409': refusing(409),
  '429': refusing(429),
  '500': refusing(500),
  timeout: {
    does: 'the call is never answered, and nothing was done',
    strike: async () => {
      throw broken('UND_ERR_HEADERS_TIMEOUT', 'no answer in time')
    },
    commits: false,
    leaves: 'nothing',
  },
  reset: {
    does: 'the connection breaks before anything was done',
    strike: async () => {
      throw broken('ECONNRESET', 'socket hang up')
    },
    commits: false,
    leaves: 'nothing',
  },
  'lost-answer': {
    does: 'the call does its work, and a 500 comes in place of its answer',
    strike: async way => {
      await way()
      return answer(500)
    },
    status: 500,
    commits: true,
    leaves: 'refusal',
  },
  'malformed-body': {
    does: 'the call does its work, and half of its answer comes',
    strike: way => changed(way, body => body.slice(0, Math.floor(body.length / 2))),
    commits: true,
    leaves: 'unreadable',
  },
  'empty-body': {
    does: 'the call does its work, and its answer is empty',
    strike: way => changed(way, () => ''),
    commits: true,
    leaves: 'unreadable',
  },
  'large-body': {
    does: 'the call does its work, and its answer is longer than is read',
    strike: way => changed(way, body => body + MORE_THAN_IS_READ),
    commits: true,
    leaves: 'unreadable',
  },
  slow: {
    does: 'the call takes longer than a second',
    strike: async way => {
      const whole = await way()
      whole.headers.append(REASON_HEADER, 'slow-answer')
      whole.headers.append(HINT_HEADER, 'The answer took longer than 1000 ms, which the vendor demands.')
      return whole
    },
    commits: true,
    leaves: 'all',
  },
}

export const WEBHOOK_FAULTS: readonly Fault[] = Object.entries(FAULTS).map(([name, { does }]) => ({
  name,
  kind: 'webhook',
  does,
}))

export const webhookFault = (name: string): WebhookFault | undefined =>
  Object.hasOwn(FAULTS, name) ? FAULTS[name] : undefined
