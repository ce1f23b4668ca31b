import { expect, test } from 'vitest'
import { startSandbox } from '../../harness/index.ts'
import { mailNode, scenario, shop } from '../support/shop.ts'

const nightly = scenario('Weekly news', [
  {
    id: 1,
    type: 'repeat',
    every: 'week',
    weekdays: ['saturday', 'sunday'],
    at: '22:00',
    timeZone: 'Europe/Bratislava',
  },
  { id: 2, type: 'wait', hours: { from: '08:00', to: '20:00', timeZone: 'Europe/Bratislava' } },
  mailNode(3, 'News', 'Good morning'),
])

/** Clocks go forward on 29 March 2026, in the night from Saturday to Sunday. */
test('quiet hours end at eight in the morning where people live, also over a change of clocks', async () => {
  const world = shop({ people: ['ada'], scenarios: [nightly], startsAt: '2026-03-27T12:00:00Z' })
  await using sandbox = await startSandbox({ world, clock: 'manual', listen: false })
  await sandbox.startScenarios()

  await sandbox.clock.advance('14d')

  const { entries } = await sandbox.journal({ kind: 'bloomreach.run-entered' })
  expect(entries.map(({ at }) => at)).toEqual([
    '2026-03-28T21:00:00.000Z',
    '2026-03-29T20:00:00.000Z',
    '2026-04-04T20:00:00.000Z',
    '2026-04-05T20:00:00.000Z',
  ])
  const sent = await sandbox.journal({ kind: 'bloomreach.email-sent' })
  expect(sent.entries.map(({ at }) => at)).toEqual([
    '2026-03-29T06:00:00.000Z',
    '2026-03-30T06:00:00.000Z',
    '2026-04-05T06:00:00.000Z',
    '2026-04-06T06:00:00.000Z',
  ])
})
