// Dates in searches: the forms people type, in the zone they ask for.
import { expect, test } from 'vitest'
import { parseInstant } from '../../../../harness/inbox/search/search-date.ts'
import { ENVELOPE, inboxWithoutPorts, rawMail } from '../../../support/inbox.ts'

test.each<[string, string | undefined, string]>([
  ['2026-01-05', undefined, '2026-01-05T00:00:00Z'],
  ['2026/01/05', undefined, '2026-01-05T00:00:00Z'],
  ['2026-01-05 09:00', undefined, '2026-01-05T09:00:00Z'],
  ['2026-01-05t09:00:30z', undefined, '2026-01-05T09:00:30Z'],
  ['2026-01-05T09:00:00.250+02:00', undefined, '2026-01-05T07:00:00.250Z'],
  ['2026-01', undefined, '2026-01-01T00:00:00Z'],
  ['5 jan 2026', undefined, '2026-01-05T00:00:00Z'],
  ['jan 5 2026 10:00', 'Europe/Prague', '2026-01-05T09:00:00Z'],
  ['1767603600', undefined, '2026-01-05T09:00:00Z'],
  ['1767603600000', undefined, '2026-01-05T09:00:00Z'],
  ['2026-01-05', 'Pacific/Auckland', '2026-01-04T11:00:00Z'],
  ['2026-07-05', 'Europe/Prague', '2026-07-04T22:00:00Z'],
  ['2026-03-29 03:30', 'Europe/Prague', '2026-03-29T01:30:00Z'],
  ['2026-01-05', 'Not/AZone', '2026-01-05T00:00:00Z'],
])('reads %s in %s', (text, timeZone, instant) => {
  expect(parseInstant(text, timeZone)).toBe(Date.parse(instant))
})

test.each(['', 'yesterday', '2026-13-01', '2026-01-05 25:00', '12', '2026-01-05 noon'])(
  'does not read %j',
  text => {
    expect(parseInstant(text)).toBeUndefined()
  },
)

test('before: and after: include the instant itself, and follow tz', async () => {
  const inbox = await inboxWithoutPorts()
  await inbox.deliver(rawMail(), ENVELOPE)
  const count = async (query: string, tz = '') => {
    const search = new URLSearchParams({ query, tz })
    const answer = await inbox.app.request(`/api/v1/search?${search}`)
    return ((await answer.json()) as { messages_count: number }).messages_count
  }

  expect(await count('after:2026-01-05T09:00:00Z')).toBe(1)
  expect(await count('before:2026-01-05T09:00:00Z')).toBe(1)
  expect(await count('-before:2026-01-05T09:00:00Z')).toBe(0)
  expect(await count('after:"2026-01-05 09:30"')).toBe(0)
  expect(await count('after:"2026-01-05 09:30"', 'Europe/Prague')).toBe(1)
})
