import { expect, test } from 'vitest'
import { type ScenarioDefinition, startSandbox } from '../../harness/index.ts'
import { line, projectWith } from '../support/scenario-world.ts'

type Node = ScenarioDefinition['nodes'][number]

test('the timeline says which way a condition and an A/B split went', async () => {
  const named = (name: string) => ({ attributes: [{ property: 'first_name', value: name }] })
  await using sandbox = await startSandbox({
    listen: false,
    world: projectWith(['ada'], {
      nodes: [
        ...line().nodes,
        { id: 2, type: 'condition', if: named('ada') } as Node,
        { id: 3, type: 'condition', if: named('eve') } as Node,
        {
          id: 4,
          type: 'ab_split',
          variants: [
            { name: 'Long text', share: 100 },
            { name: 'Short', share: 0 },
          ],
        } as Node,
        { id: 5, type: 'set_attribute', attributes: { seen: 'yes' } } as Node,
      ],
      connections: [
        [1, 2],
        [2, 3],
        [3, 4, 'else'],
        [4, 5, 'Long text'],
      ],
    }),
  })

  await sandbox.startScenarios()
  await sandbox.settle()

  const { timeline } = await sandbox.timeline('ada')
  expect(timeline.filter(({ kind }) => kind === 'bloomreach.way-taken').map(({ text }) => text)).toEqual([
    '#2 condition: matched',
    '#3 condition: not matched',
    '#4 ab_split: Long text',
  ])
})

test('the newest steps alone are a story too', async () => {
  await using sandbox = await startSandbox({ listen: false })
  await sandbox.startScenarios()
  await sandbox.settle()
  const { timeline } = await sandbox.timeline('ada@example.com')

  const newest = await sandbox.timeline('ada@example.com', { newest: 3 })

  expect(newest.timeline).toEqual(timeline.slice(-3))
})
