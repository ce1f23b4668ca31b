// Searches by the control API: started, watched, stopped; what they find comes with its timeline and its test.
import { expect, test } from 'vitest'
import { type Sandbox, startSandbox } from '../../../../harness/index.ts'
import { Searches } from '../../../../harness/running/searches.ts'

async function atEnd(sandbox: Sandbox, id: number) {
  for (;;) {
    const search = await sandbox.searches.get(id)
    if (search.state !== 'running') return search
    await new Promise(resolve => setImmediate(resolve))
  }
}

test('a search of the tutorial finds what its scenario does not stand, and this world goes on as it was', async () => {
  await using sandbox = await startSandbox({ listen: false })

  const { id, state } = await sandbox.searches.start({ depth: 1, customers: 1 })
  const found = await atEnd(sandbox, id)

  expect(state).toBe('running')
  expect(found).toMatchObject({ state: 'done', isWhole: true, asked: { depth: 1, customers: 1 } })
  expect(found.planned).toBe((found.runs ?? 0) + (found.pruned ?? 0))
  const [finding] = found.findings ?? []
  expect(finding?.timeline.length).toBeGreaterThan(2)
  expect(finding?.test).toContain("import { replay } from 'referral-sandbox'")
  expect((await sandbox.scenarios.list()).scenarios).toMatchObject([{ status: 'draft' }])
})

test('one that is told to is stopped, and a wrong wish says why it failed', async () => {
  await using sandbox = await startSandbox({ listen: false })

  const first = await sandbox.searches.start({ depth: 3, customers: 4 })
  await expect(sandbox.searches.start()).rejects.toMatchObject({ code: 'search-running' })
  await sandbox.searches.stop()
  const stopped = await atEnd(sandbox, first.id)
  const wrong = await atEnd(sandbox, (await sandbox.searches.start({ faults: 'lost-answr' })).id)

  expect(stopped).toMatchObject({ state: 'stopped', isWhole: false })
  expect(wrong).toMatchObject({ state: 'failed', problem: expect.stringContaining('lost-answ') })
  await expect(sandbox.searches.get(99)).rejects.toMatchObject({ code: 'unknown-search' })
})

test('a scenario is searched as it was edited, with what was added for it', async () => {
  await using sandbox = await startSandbox({ listen: false })
  const [listed] = (await sandbox.scenarios.list()).scenarios
  const { text: _, ...shown } = await sandbox.scenarios.get(listed?.id ?? '')
  const nodes = shown.nodes.map(node =>
    node.type === 'email' ? { ...node, consentCategory: 'letters' } : node,
  )
  const search = async () =>
    (await atEnd(sandbox, (await sandbox.searches.start({ depth: 1, customers: 1, faults: 'mail' })).id))
      .planned

  const before = await search()
  await sandbox.consentCategories.create({ id: 'letters', name: 'Letters' })
  await sandbox.scenarios.replace(shown.id, { ...shown, nodes })

  expect(before).toBeGreaterThan(1)
  expect(await search()).toBe(1)
})

test('a bug ends a search, and says so: the world goes on', async () => {
  const searches = new Searches({
    read() {
      throw new TypeError('nothing can be read')
    },
    seed: 'tutorial',
  })
  const search = searches.start({ depth: 1, customers: 1 })
  while (search.state === 'running') await new Promise(resolve => setImmediate(resolve))
  expect(search).toMatchObject({
    state: 'failed',
    problem: { message: 'Bug in referral-sandbox: nothing can be read' },
  })
})
