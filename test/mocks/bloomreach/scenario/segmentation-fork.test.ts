import { expect, test } from 'vitest'
import type { ScenarioInput } from '../../../../mocks/bloomreach/definition/definition.ts'
import { givenScenarios, now } from '../../../support/scenarios.ts'

const fork: ScenarioInput = {
  name: 'Plans',
  nodes: [
    now,
    { id: 2, type: 'segmentation_fork', segmentation: 'Plan', segments: ['gold', 'silver'] },
    { id: 3, type: 'set_attribute', attributes: { went: 'gold' } },
    { id: 4, type: 'set_attribute', attributes: { went: 'else' } },
  ],
  connections: [
    [1, 2],
    [2, 3, 'gold'],
    [2, 4, 'else'],
  ],
}
const plan = (name: string) => ({ name, if: { attributes: [{ property: 'plan', value: name }] } })

const given = () =>
  givenScenarios({
    customers: ['ada', 'grace', 'edsger', 'alan'],
    attributes: (_, index) => ({ plan: ['gold', 'silver', 'bronze', null][index] ?? null }),
    world: { segmentations: [{ name: 'Plan', segments: ['gold', 'silver', 'bronze'].map(plan) }] },
  })

test('each customer goes the way of their segment, those of no named one by "else"', async () => {
  const bloomreach = await given()

  const id = await bloomreach.start(fork)

  expect(bloomreach.node(id, 2).exits).toEqual({ gold: 1, silver: 1, else: 2 })
  const went = ['ada', 'grace', 'edsger', 'alan'].map(name => bloomreach.customer(name).properties.went)
  expect(went).toEqual(['gold', undefined, 'else', 'else'])
})

test('the preview and a test run know the ways', async () => {
  const bloomreach = await given()
  const id = bloomreach.create(fork)

  expect(bloomreach.scenarios.preview(id).nodes.map(({ customers }) => customers)).toEqual([4, 4, 1, 2])
  expect(bloomreach.scenarios.testRun(id, { customer: 'ada@example.com' })).toMatchObject([
    {},
    { way: 'gold', reached: true },
    { reached: true },
    { reached: false },
  ])
})

test('a segmentation or a segment that does not exist is a finding, with its place', async () => {
  const bloomreach = await given()
  const named = (segmentation: string, segments: string[]) =>
    bloomreach.scenarios
      .findings({
        ...fork,
        nodes: [now, { id: 2, type: 'segmentation_fork', segmentation, segments }],
        connections: [[1, 2]],
      })
      .filter(({ code }) => code === 'unknown-segmentation')

  expect(named('Plam', ['gold'])).toMatchObject([{ node: 2, path: ['nodes', 1, 'segmentation'] }])
  expect(named('Plan', ['gold', 'tin'])).toMatchObject([{ node: 2, path: ['nodes', 1, 'segments', 1] }])
})
