// The journal searched: by a node, by a text of its sentences or fields, and only the newest.
import { beforeAll, expect, test } from 'vitest'
import { type Sandbox, startSandbox } from '../../../../harness/index.ts'

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await startSandbox({ listen: false })
  await sandbox.startScenarios()
  await sandbox.settle()
  return () => sandbox.stop()
})

test('by node, by text and by both', async () => {
  const atThree = (await sandbox.journal({ node: 3 })).entries
  const code = (await sandbox.journal({ text: 'CREATES THE CODE' })).entries
  const both = (await sandbox.journal({ node: 3, text: 'answered 200' })).entries

  expect(atThree.length).toBeGreaterThan(3)
  expect(atThree.every(({ node }) => node === 3)).toBe(true)
  expect(code).toHaveLength(3)
  expect(both).toHaveLength(3)
  expect(both.map(({ seq }) => seq)).toEqual(both.map(({ seq }) => seq).toSorted((a, b) => a - b))
})

test('the newest of those that fit, and those of one customer', async () => {
  const all = (await sandbox.journal({ text: 'answered 200' })).entries
  const newest = (await sandbox.journal({ text: 'answered 200', newest: 1 })).entries
  const ofAda = (await sandbox.journal({ text: 'answered 200', customer: 'ada@example.com' })).entries

  expect(newest).toEqual(all.slice(-1))
  expect(ofAda).toHaveLength(1)
  expect((await sandbox.journal({ newest: 2 })).entries.at(-1)?.seq).toBe((await sandbox.journal()).last)
})

test('what is hidden is not found', async () => {
  const key = sandbox.talonOne.keyFor('customer_engagement') ?? 'none'

  expect((await sandbox.journal({ text: key })).entries).toEqual([])
})
