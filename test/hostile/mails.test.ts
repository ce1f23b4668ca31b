// Heavy mails from outside: each is kept and read, and while it is read others are served.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { handOver } from '../support/mail-fields.ts'
import { embeddedInbox, type RunningInbox } from '../support/mailpit.ts'
import { oneOf } from '../support/thoroughness.ts'
import { HEAVY_MAILS, HEAVY_SEARCHES, UNCHECKABLE_MAILS } from './mails.ts'

/** A reader that is not linear takes minutes for these; a linear one some milliseconds, also on a busy machine. */
const ENOUGH_MS = 10_000

const TAKEN = oneOf(6, HEAVY_MAILS)
const JUDGED = oneOf(3, UNCHECKABLE_MAILS)

let inbox: RunningInbox
beforeAll(async () => {
  inbox = await embeddedInbox.start()
})
afterAll(() => inbox.stop())

const get = (path: string) => fetch(inbox.url + path, { signal: AbortSignal.timeout(ENOUGH_MS) })

test.each(TAKEN)('%s are kept, listed, read, searched and shown', async (_, raw) => {
  const id = await handOver(inbox, raw)
  expect(id).toMatch(/^[0-9A-Za-z]{22}$/)
  const views = [
    '/api/v1/messages?limit=1',
    `/api/v1/message/${id}`,
    `/api/v1/message/${id}/headers`,
    '/api/v1/search?query=paragraph',
    `/view/${id}`,
    `/view/${id}.txt`,
    `/view/${id}.html?embed=1`,
  ]
  for (const view of views) {
    const [answer, meanwhile] = await Promise.all([get(view), get('/livez')])
    await answer.arrayBuffer()
    expect([view, answer.status < 500, meanwhile.status]).toEqual([view, true, 200])
  }
})

test.each(JUDGED)('%s are judged or not, and the inbox goes on', async (_, raw) => {
  const id = await handOver(inbox, raw)

  const answer = await fetch(`${inbox.url}/api/v1/message/${id}/html-check`)

  expect([200, 400]).toContain(answer.status)
  expect((await get('/livez')).status).toBe(200)
  expect((await get(`/view/${id}`)).status).toBe(200)
})

test('all of them together are one list', async () => {
  const list = (await (await get('/api/v1/messages?limit=0')).json()) as { messages: { ID: string }[] }

  expect(list.messages).toHaveLength(TAKEN.length + JUDGED.length)
})

test.each(HEAVY_SEARCHES.map(query => [query.slice(0, 20), query]))(
  'a search that begins with %j is answered',
  async (_, query) => {
    const answer = await get(`/api/v1/search?query=${encodeURIComponent(query)}`)

    expect([200, 400]).toContain(answer.status)
  },
)

test('a mail with more than is read is whole, and its page says that it is not all shown', async () => {
  const parts = HEAVY_MAILS.find(([name]) => name === 'two hundred thousand parts')?.[1] ?? Buffer.alloc(0)
  const id = await handOver(inbox, parts)

  expect(await (await get(`/view/${id}`)).text()).toContain('more parts, levels or headers than are shown')
  expect((await (await get(`/api/v1/message/${id}/raw`)).arrayBuffer()).byteLength).toBeGreaterThan(
    parts.length,
  )
})
