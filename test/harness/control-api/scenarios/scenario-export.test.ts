// A scenario for the editor of the vendor, over HTTP: as `export` writes it, of what stands on a canvas.
import { expect, test } from 'vitest'
import { startSandbox } from '../../../../harness/index.ts'
import { clipboardOf, mail, onEvent, wait, wire } from '../../../support/clipboard.ts'

const copied = clipboardOf(
  [onEvent(1), wait(2, { count: 1, units: 'hours', count_template: '' }), mail(3)],
  [wire(1, 0, 2), wire(2, 1, 3)],
)

async function pasted(
  change: (nodes: Record<string, unknown>[]) => Record<string, unknown>[] = nodes => nodes,
) {
  const sandbox = await startSandbox({ listen: false, world: {} })
  const { nodes, connections } = await sandbox.scenarios.read(JSON.stringify(copied))
  return { sandbox, scenario: { name: 'Pasted', nodes: change(nodes), connections } }
}

test('what was pasted and not changed is copied as it came', async () => {
  const { sandbox, scenario } = await pasted()
  const { clipboard, counts, byHand } = await sandbox.scenarios.export({ scenario, source: copied })

  expect([JSON.stringify(clipboard), counts.untouched, byHand]).toEqual([JSON.stringify(copied), 3, []])
  await sandbox.stop()
})

test('of chosen nodes only those are copied, with the wires between them', async () => {
  const { sandbox, scenario } = await pasted()
  const { clipboard, remarks } = await sandbox.scenarios.export({ scenario, source: copied, nodes: [2, 3] })
  const { copiedData } = clipboard as { copiedData: { nodes: { id: number }[]; connections: unknown[] } }

  expect(copiedData.nodes.map(({ id }) => id)).toEqual([2, 3])
  expect([copiedData.connections.length, remarks]).toEqual([1, []])
  await sandbox.stop()
})

test('what has no public form, or is not filled in, is told, and left out only when that is asked for', async () => {
  const { sandbox, scenario } = await pasted(nodes => [
    ...nodes,
    { id: 4, type: 'webhook', method: 'GET', url: 'https://api.exponea.com/' },
    { id: 5, type: 'email' },
  ])
  const refused = await sandbox.scenarios.export({ scenario, source: copied })
  const partial = await sandbox.scenarios.export({ scenario, source: copied, partial: true })

  expect(refused.clipboard).toBeUndefined()
  expect(refused.byHand).toEqual([
    'email 5: it is not filled in as its form asks.',
    'webhook 4: the form of this type is not public.',
  ])
  expect(partial).toMatchObject({ byHand: refused.byHand, clipboard: { copiedData: copied.copiedData } })
  await sandbox.stop()
})

test('a source of any shape is no harm', async () => {
  const { sandbox, scenario } = await pasted()
  for (const source of [
    {},
    { copiedData: 1 },
    { copiedData: { nodes: [null, { id: 'x' }], connections: [7] } },
  ])
    expect((await sandbox.scenarios.export({ scenario, source })).counts.new).toBe(3)
  await sandbox.stop()
})
