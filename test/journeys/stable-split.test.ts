import { expect, test } from 'vitest'
import { startSandbox } from '../../harness/index.ts'
import { halvesNode, mailNode, mailsSent, scenario, shop } from '../support/shop.ts'

const people = Array.from({ length: 200 }, (_, index) => `c${index + 1}`)
const split = scenario(
  'Two subjects',
  [
    { id: 1, type: 'repeat', every: 'day', at: '10:00' },
    halvesNode(2, 'short', 'long'),
    mailNode(3, 'Short', 'x'),
    mailNode(4, 'A longer subject', 'x'),
  ],
  [
    [1, 2],
    [2, 3, 'short'],
    [2, 4, 'long'],
  ],
)

test('an A/B split keeps everyone in their variant, however often and in whichever order they come', async () => {
  const world = shop({ people, scenarios: [split] })
  const turned = shop({ people: people.toReversed(), scenarios: [split] })
  await using sandbox = await startSandbox({ world, listen: false, clock: 'manual' })
  await using reversed = await startSandbox({ world: turned, listen: false, clock: 'manual' })
  for (const each of [sandbox, reversed]) await each.startScenarios()

  await sandbox.clock.advance('2d')
  await reversed.clock.advance('1d')

  const twice = await mailsSent(sandbox)
  expect(twice).toHaveLength(400)
  expect([...new Set(twice)]).toEqual(await mailsSent(reversed))
  const short = twice.filter(line => line.endsWith('Short')).length / 2
  expect(short).toBeGreaterThan(75)
  expect(short).toBeLessThan(125)
})
