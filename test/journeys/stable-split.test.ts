import { expect, test } from 'vitest'
import { type Sandbox, startSandbox } from '../../harness/index.ts'
import { mailNode, scenario, shop } from '../support/shop.ts'

const people = Array.from({ length: 200 }, (_, index) => `c${index + 1}`)
const split = scenario(
  'Two subjects',
  [
    { id: 1, type: 'repeat', every: 'day', at: '10:00' },
    {
      id: 2,
      type: 'ab_split',
      variants: [
        { name: 'short', share: 50 },
        { name: 'long', share: 50 },
      ],
    },
    mailNode(3, 'Short', 'x'),
    mailNode(4, 'A longer subject', 'x'),
  ],
  [
    [1, 2],
    [2, 3, 'short'],
    [2, 4, 'long'],
  ],
)

async function variants(sandbox: Sandbox): Promise<string[]> {
  const { entries } = await sandbox.journal({ kind: 'bloomreach.email-sent', limit: 10_000 })
  return entries.map(({ to, subject }) => `${to} ${subject}`).sort()
}

test('an A/B split keeps everyone in their variant, however often and in whichever order they come', async () => {
  await using sandbox = await startSandbox({
    world: shop({ people, scenarios: [split] }),
    listen: false,
    clock: 'manual',
  })
  await using reversed = await startSandbox({
    world: shop({ people: people.toReversed(), scenarios: [split] }),
    listen: false,
    clock: 'manual',
  })
  for (const each of [sandbox, reversed]) await each.startScenarios()

  await sandbox.clock.advance('2d')
  await reversed.clock.advance('1d')

  const twice = await variants(sandbox)
  expect(twice).toHaveLength(400)
  expect([...new Set(twice)]).toEqual(await variants(reversed))
  const short = twice.filter(line => line.endsWith('Short')).length / 2
  expect(short).toBeGreaterThan(75)
  expect(short).toBeLessThan(125)
})
