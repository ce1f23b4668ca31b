import { expect, test } from 'vitest'
import { startSandbox } from '../../../../harness/index.ts'
import { email, line, projectWith } from '../../../support/scenario-world.ts'

const stub = {
  id: 2,
  type: 'not_imported',
  vendorType: 'ads-action',
  reason: 'its form is not public',
} as const

test('who reaches a node that was not imported fails there, by the name of its type', async () => {
  await using sandbox = await startSandbox({
    listen: false,
    world: projectWith(['ada'], line(stub, email('Hello'))),
  })

  await sandbox.startScenarios()
  await sandbox.settle()

  const { entries } = await sandbox.journal()
  expect(JSON.stringify(entries)).toContain('\\"ads-action\\" was not imported: its form is not public')
  expect(await sandbox.inbox.list()).toEqual([])
})

test('its ways out may have names, so that what hung on them stays connected', async () => {
  const { nodes } = line({ ...stub, exits: ['1', '2'] }, email('Hello'))
  const world = projectWith(['ada'], {
    nodes,
    connections: [
      [1, 2],
      [2, 3, '2'],
    ],
  })

  await using sandbox = await startSandbox({ listen: false, world })

  expect(sandbox.ready().ready).toBe(true)
})
