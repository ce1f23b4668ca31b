import { expect, test } from 'vitest'
import { startSandbox } from '../../harness/index.ts'
import { mailNode, scenario, shop, startedScenario } from '../support/shop.ts'

const people = Array.from({ length: 500 }, (_, index) => `c${index + 1}`)
const nodes = (text: string) => [
  { id: 1, type: 'now' as const },
  { id: 2, type: 'wait' as const, period: '7 days' },
  mailNode(3, 'News', text),
]

test('500 customers wait while the mail after them is edited: they all get the new one', async () => {
  const world = shop({ people, scenarios: [scenario('News', nodes('old'))] })
  await using sandbox = await startSandbox({ world, clock: 'manual', listen: false })
  const id = await startedScenario(sandbox)
  await sandbox.clock.advance('1d')

  await sandbox.scenarios.replace(id, scenario('News', nodes('new')))
  await sandbox.clock.advance('6d')

  const mails = await sandbox.inbox.list()
  expect(mails).toHaveLength(500)
  expect(new Set(mails.map(({ Snippet }) => Snippet.trim()))).toEqual(new Set(['new']))
})

test('500 customers wait while their wait is deleted: they are lost', async () => {
  const world = shop({ people, scenarios: [scenario('News', nodes('old'))] })
  await using sandbox = await startSandbox({ world, clock: 'manual', listen: false })
  const id = await startedScenario(sandbox)
  await sandbox.clock.advance('1d')

  const withoutWait = nodes('new').filter(({ type }) => type !== 'wait')
  await sandbox.scenarios.replace(id, scenario('News', withoutWait))
  await sandbox.clock.advance('30d')

  expect(await sandbox.inbox.list()).toEqual([])
  const { entries } = await sandbox.journal({ kind: 'bloomreach.run-ended', limit: 1_000 })
  expect(entries.map(({ because }) => because)).toEqual(Array(500).fill('node-deleted'))
})
