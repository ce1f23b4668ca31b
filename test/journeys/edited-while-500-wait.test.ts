import { expect, test } from 'vitest'
import { startSandbox } from '../../harness/index.ts'
import { mailNode, scenario, shop } from '../support/shop.ts'

const people = Array.from({ length: 500 }, (_, index) => `c${index + 1}`)
const start = { id: 1, type: 'now' as const }
const wait = { id: 2, type: 'wait' as const, period: '7 days' }
const before = scenario('News', [start, wait, mailNode(3, 'News', 'old')])

/** One day after the start: six more days to wait. */
async function givenEveryoneWaits() {
  const world = shop({ people, scenarios: [before] })
  const sandbox = await startSandbox({ world, clock: 'manual', listen: false })
  await sandbox.startScenarios()
  await sandbox.clock.advance('1d')
  const [{ id } = { id: '' }] = (await sandbox.scenarios.list()).scenarios
  return { sandbox, id, [Symbol.asyncDispose]: () => sandbox[Symbol.asyncDispose]() }
}

test('500 customers wait while the mail after them is edited: they all get the new one', async () => {
  await using journey = await givenEveryoneWaits()
  const { sandbox, id } = journey
  await sandbox.scenarios.replace(id, scenario('News', [start, wait, mailNode(3, 'News', 'new')]))
  await sandbox.clock.advance('6d')

  const mails = await sandbox.inbox.list()
  expect(mails).toHaveLength(500)
  expect(new Set(mails.map(({ Snippet }) => Snippet.trim()))).toEqual(new Set(['new']))
})

test('500 customers wait while their wait is deleted: they are lost', async () => {
  await using journey = await givenEveryoneWaits()
  const { sandbox, id } = journey
  await sandbox.scenarios.replace(id, scenario('News', [start, mailNode(3, 'News', 'new')]))
  await sandbox.clock.advance('30d')

  expect(await sandbox.inbox.list()).toEqual([])
  const { entries } = await sandbox.journal({ kind: 'bloomreach.run-ended', limit: 1_000 })
  expect(entries.map(({ because }) => because)).toEqual(Array(500).fill('node-deleted'))
})
