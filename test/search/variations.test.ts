import { expect, test } from 'vitest'
import { replay } from '../../harness/index.ts'
import { INVARIANTS } from '../../harness/search/invariants/index.ts'
import { namesIn } from '../../harness/search/schedules/population.ts'
import { variedWorld } from '../../harness/search/schedules/variations.ts'
import { search } from '../../harness/search/search.ts'
import { readWorld } from '../../harness/world/definition.ts'
import { mail, NOW, WITHOUT_CATEGORY, world } from './corpus/parts.ts'

const PEOPLE = { people: ['ada', 'grace', 'alan', 'edsger'] }
const read = await readWorld(world([NOW, mail(2, 'News')], PEOPLE))
const cases = Array.from({ length: 40 }, (_, index) =>
  variedWorld(read, { seed: 'tutorial', number: index + 1 }),
)

test('cases differ in order, population, consents and start, and each is the same whenever it is asked for', () => {
  expect(new Set(cases.map(each => namesIn(each).join())).size).toBeGreaterThan(20)
  expect(new Set(cases.map(each => each.data.startsAt)).size).toBeGreaterThan(20)
  expect(JSON.stringify(cases)).toContain('"reject"')
  expect(variedWorld(read, { seed: 'tutorial', number: 3 })).toEqual(cases[2])
  expect(cases.every(each => namesIn(each).length > 0)).toBe(true)
})

test('cases differ in how many come together, in how many requests leave at once and in the size of batches', () => {
  const settings = cases.map(({ data }) => data.bloomreach?.settings)
  const values = (key: 'chunkSize' | 'webhookConcurrencyLimit' | 'webhookBatches') =>
    new Set(settings.map(each => each?.[key]))
  expect([...values('chunkSize')].sort()).toEqual([0, 1, 2, 3, 4])
  expect(values('webhookConcurrencyLimit').size).toBeGreaterThan(2)
  expect([...values('webhookBatches')].sort()).toEqual(['full', 'smaller'])
})

test('what a world says itself of its batches stays', async () => {
  const { bloomreach, ...rest } = world([NOW, mail(2, 'News')], PEOPLE)
  const own = await readWorld({ ...rest, bloomreach: { ...bloomreach, settings: { chunkSize: 2 } } })
  const sizes = [1, 2, 3, 4].map(
    number => variedWorld(own, { seed: 'tutorial', number }).data.bloomreach?.settings?.chunkSize,
  )
  expect(sizes).toEqual([2, 2, 2, 2])
})

test('some begin on the day before the clocks of Europe change', () => {
  const eves = cases.filter(({ data }) => data.startsAt?.startsWith('2026-03-28'))
  expect(eves.length).toBeGreaterThan(0)
})

test('what only a case breaks is found, and its replay runs that case', async () => {
  // Nobody has withdrawn consent in the world itself, and no fault withdraws it before the mail.
  const flawed = world(
    [
      NOW,
      { id: 2, type: 'condition', if: { consent: 'newsletter' } },
      mail(3, 'Hello'),
      mail(4, 'Code: TEST-1234', WITHOUT_CATEGORY),
    ],
    {
      ...PEOPLE,
      connections: [
        [1, 2],
        [2, 3],
        [2, 4, 'else'],
      ],
    },
  )
  const asked = {
    read: await readWorld(flawed),
    seed: 'tutorial',
    faults: 'slow',
    depth: 1,
    customers: 4,
    invariants: INVARIANTS,
  }
  expect((await search(asked)).report.findings).toEqual([])
  const { report } = await search({ ...asked, cases: 8 })
  const [finding] = report.findings
  expect(finding).toMatchObject({
    invariant: 'no-mail-with-dead-code',
    schedule: [],
    varied: expect.stringContaining('without consent '),
  })
  expect(report.invariants.find(({ name }) => name === 'no-mail-with-dead-code')?.state).toBe('broken')
  const { case: number = 0, customers = [], timeline } = finding ?? {}
  const again = await replay({ world: flawed, case: number, customers, schedule: [] })
  expect(again.states['no-mail-with-dead-code']).toBe('broken')
  expect(again.timeline).toEqual(timeline)
})
