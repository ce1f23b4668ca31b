// The HTTP side of the Bloomreach emulator on a manual clock, and verbs that speak to it as a client would.

import { createApp } from '../../mocks/bloomreach/app.ts'
import { drawsOf } from '../../mocks/bloomreach/house.ts'
import { RateLimit } from '../../mocks/bloomreach/http/rate-limit.ts'
import { createWriteQueue } from '../../mocks/bloomreach/operations/queued-writes.ts'
import type { MailTransport, OutgoingMail } from '../../mocks/bloomreach/outside.ts'
import { BLOOMREACH_REASONS } from '../../mocks/bloomreach/reasons.ts'
import { createRecords } from '../../mocks/bloomreach/records.ts'
import { Scenarios } from '../../mocks/bloomreach/scenario/scenarios.ts'
import { type BloomreachSettings, bloomreachSettings } from '../../mocks/bloomreach/settings.ts'
import { Integrations } from '../../mocks/bloomreach/webhook/integrations.ts'
import { createWorld } from '../../mocks/kit/world.ts'
import { expectListedReasons } from './reasons.ts'

export interface Answer {
  status: number
  body: unknown
  text: string
  headers: Headers
}

export const NOON = Date.UTC(2026, 0, 5, 12)

export function givenBloomreach(overrides: Partial<BloomreachSettings> = {}) {
  const world = createWorld({ clock: 'manual', startsAt: NOON })
  const settings = bloomreachSettings(overrides)
  const records = createRecords({ world, settings })
  const outbox: OutgoingMail[] = []
  const mail: MailTransport = {
    async send(sent) {
      outbox.push(sent)
      return { accepted: sent.to, rejected: [] }
    },
  }
  const rooms = {
    world,
    settings,
    mail,
    fetch: async () => new Response(),
    publicUrl: () => 'http://127.0.0.1:4400',
    draws: drawsOf(world.chance),
    integrations: new Integrations({ chance: world.chance }),
    ...records,
  }
  const house = { ...rooms, writeQueue: createWriteQueue(rooms) }
  const scenarios = new Scenarios(house)
  const app = createApp({ ...house, scenarios, rateLimit: new RateLimit(world.clock) })
  const { token } = records.access.project
  const { id, secret } = records.access.privateKey()
  const basic = `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`

  async function send(path: string, init: RequestInit = {}): Promise<Answer> {
    const response = await app.request(path, init)
    const text = await response.text()
    const isJson = response.headers.get('content-type')?.includes('json')
    expectListedReasons(response, BLOOMREACH_REASONS)
    return {
      status: response.status,
      body: isJson && text !== '' ? JSON.parse(text) : text,
      text,
      headers: response.headers,
    }
  }
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    send(path, {
      method: 'POST',
      headers: { authorization: basic, 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })

  return {
    ...house,
    scenarios,
    app,
    outbox,
    token,
    basic,
    send,
    post,
    /** POST below the Tracking API's prefix, with the private key. */
    track: (path: string, body: unknown, headers?: Record<string, string>) =>
      post(`/track/v2/projects/${token}${path}`, body, headers),
    /** POST below the Data API's prefix, with the private key. */
    data: (path: string, body: unknown, headers?: Record<string, string>) =>
      post(`/data/v2/projects/${token}${path}`, body, headers),
    customer: (registered: string, properties: Record<string, unknown> = {}) =>
      post(`/track/v2/projects/${token}/customers`, { customer_ids: { registered }, properties }),
    event: (registered: string, event_type: string, properties: object = {}, timestamp?: number) =>
      post(`/track/v2/projects/${token}/customers/events`, {
        customer_ids: { registered },
        event_type,
        properties,
        timestamp,
      }),
  }
}
