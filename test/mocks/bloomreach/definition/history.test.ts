import { expect, test } from 'vitest'
import type { ScenarioInput } from '../../../../mocks/bloomreach/definition/definition.ts'
import { givenScenarios, now } from '../../../support/scenarios.ts'

async function diff(before: ScenarioInput, after: ScenarioInput) {
  const { create, scenarios } = await givenScenarios()
  const id = create(before)
  scenarios.replace(id, after)
  return scenarios.diff(id, 1, 2)
}

const noted = (id: number, more: object = {}) => ({
  id,
  type: 'set_attribute' as const,
  attributes: { noted: 'yes' },
  ...more,
})

test('the history names what came, what went and what changed, by node', async () => {
  const before: ScenarioInput = {
    name: 'Old',
    description: 'gone',
    nodes: [noted(9), noted(3), now, noted(5, { name: 'Rest' })],
    connections: [
      [1, 3],
      [3, 5],
      [5, 9],
    ],
  }
  const after: ScenarioInput = {
    name: 'New',
    tags: ['tagged'],
    nodes: [now, noted(5), noted(10), noted(9, { attributes: { noted: 'twice' }, name: 'Named' }), noted(2)],
    connections: [
      [1, 2],
      [2, 5],
      [5, 9],
      [9, 10],
    ],
  }

  expect(await diff(before, after)).toEqual({
    fields: ['name', 'description', 'tags'],
    nodes: [
      { node: 2, change: 'added' },
      { node: 3, change: 'removed' },
      { node: 5, change: 'changed', fields: ['name'], values: { name: { before: 'Rest' } } },
      {
        node: 9,
        change: 'changed',
        fields: ['attributes', 'name'],
        values: {
          attributes: { before: { noted: 'yes' }, after: { noted: 'twice' } },
          name: { after: 'Named' },
        },
      },
      { node: 10, change: 'added' },
    ],
    connections: {
      added: [
        [1, 2],
        [2, 5],
        [9, 10],
      ],
      removed: [
        [1, 3],
        [3, 5],
      ],
    },
  })
})

test('a secret that was changed is told as changed, and neither of its values', async () => {
  const hook = (value: string) => ({
    name: 'Hook',
    nodes: [
      now,
      {
        id: 2,
        type: 'webhook' as const,
        url: 'https://api.exponea.com/',
        headers: [{ name: 'X-Key', value, visibility: 'secret' as const }],
      },
    ],
    connections: [[1, 2] as [number, number]],
  })
  const told = await diff(hook('old-secret'), hook('new-secret'))

  expect(told.nodes).toMatchObject([{ node: 2, fields: ['headers'] }])
  expect(JSON.stringify(told)).not.toMatch(/old-secret|new-secret/)
})
