// From one webhook of the contract to its interactions: answered, refused for its key, refused for what it asks.
import type { HttpInteraction, State } from '../court/contract.ts'
import { JSON_ANSWER, regex } from '../court/matching.ts'
import { EXAMPLE } from './example.ts'
import { expectFailure, expectMail, type Flow } from './scenarios.ts'

const KEY = regex('^ApiKey-v1 \\S+$', `ApiKey-v1 ${EXAMPLE.key}`)
const WRONG_KEY = `ApiKey-v1 ${EXAMPLE.wrongKey}`

/** One webhook, and how it is answered. */
export interface Called {
  what: string
  flow: () => Promise<Flow>
  request: Omit<HttpInteraction['request'], 'headers'>
  headers: Record<string, unknown>
  answer: Pick<HttpInteraction, 'leftOut' | 'admitted' | 'live'> & { body?: unknown; mail: string }
  states: State[]
  refused: Refused[]
}

/** A way to be refused: in this state, or by asking for something else. */
interface Refused {
  status: 400 | 404
  because: string
  states: State[]
  flow?: () => Promise<Flow>
  request?: Omit<HttpInteraction['request'], 'headers'>
  live?: 'safe'
}

export function interactionsOf({
  what,
  flow,
  request,
  headers,
  answer,
  states,
  refused,
}: Called): HttpInteraction[] {
  const { body, mail, ...rest } = answer
  const withKey = { ...request, headers: { Authorization: KEY, ...headers } }
  return [
    {
      kind: 'http',
      description: what,
      states,
      request: withKey,
      response: { status: 200, ...(body === undefined ? {} : { headers: JSON_ANSWER, body }) },
      consume: async stage => expectMail(await flow(), stage, mail),
      ...rest,
    },
    {
      kind: 'http',
      description: `${what}, with a key that nobody has`,
      states: [...states, { name: 'the key belongs to no Application' }],
      request: { ...request, headers: { Authorization: WRONG_KEY, ...headers } },
      response: { status: 401 },
      consume: async stage => expectFailure(await withWrongKey(flow), stage),
      ...(rest.live === undefined ? {} : { live: rest.live }),
    },
    ...refused.map(
      ({
        because,
        status,
        states,
        flow: otherFlow = flow,
        request: other = request,
        live,
      }): HttpInteraction => ({
        kind: 'http',
        description: `${what}, ${because}`,
        states,
        request: { ...withKey, ...other },
        response: { status },
        consume: async stage => expectFailure(await otherFlow(), stage),
        ...(live === undefined ? {} : { live }),
      }),
    ),
  ]
}

async function withWrongKey(flow: () => Promise<Flow>): Promise<Flow> {
  const made = await flow()
  const headers = made.headers.map(header =>
    header.name === 'Authorization' ? { ...header, value: WRONG_KEY } : header,
  )
  return { ...made, headers }
}

/** A webhook with the headers that its platform wants, and the email after it. */
export function flowTo(path: string, webhook: Record<string, unknown>, html: string, platform: string): Flow {
  const endpoint = `https://integration.talon.one${path}`
  return {
    webhook: {
      type: 'webhook',
      consentCategory: 'newsletter',
      authentication: 'Talon.One referrals',
      ...webhook,
    },
    endpoint,
    headers: [
      { name: 'Authorization', value: `ApiKey-v1 ${EXAMPLE.key}` },
      { name: 'destination-hostname', value: EXAMPLE.deployment },
      { name: `customer-${platform}-platform-name`, value: 'Bloomreach' },
    ],
    html,
  }
}
