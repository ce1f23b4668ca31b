import { expect, test } from 'vitest'
import { startSandbox } from '../../harness/index.ts'
import { codeNode, mailNode, scenario, shop, statusesOf } from '../support/shop.ts'

const people = Array.from({ length: 1_000 }, (_, index) => `c${index + 1}`)
const toEveryone = scenario('Codes for everyone', [
  { id: 1, type: 'now' },
  codeNode(2),
  mailNode(3, 'Your code', '{{ webhook.code }}'),
])

test('one profile that Talon.One does not know stops the run for the 500 customers after it', async () => {
  const world = shop({ people, strangers: ['c500'], scenarios: [toEveryone] })
  await using sandbox = await startSandbox({ world, listen: false })

  await sandbox.startScenarios()
  await sandbox.settle()

  const { entries: requests } = await sandbox.journal({ kind: 'bloomreach.webhook-request', limit: 10_000 })
  expect(requests).toHaveLength(500)
  const { entries: stops } = await sandbox.journal({ kind: 'bloomreach.chunk-stopped' })
  expect(stops).toMatchObject([{ node: 2, status: 404 }])
  expect(await statusesOf(sandbox, 'c499', 2)).toEqual(['sent'])
  expect(await statusesOf(sandbox, 'c500', 2)).toEqual(['failed'])
  expect(await statusesOf(sandbox, 'c501', 2)).toEqual(['failed'])
  const [{ id } = { id: '' }] = (await sandbox.scenarios.list()).scenarios
  const { nodes } = await sandbox.scenarios.evaluation(id)
  expect(nodes).toMatchObject([
    { id: 1, entered: 1_000 },
    { id: 2, entered: 1_000, succeeded: 499, failed: 501 },
    { id: 3, entered: 499, succeeded: 499 },
  ])
})
