// What of a scenario is seen first on its canvas.
import { expect, test } from 'vitest'
import { beginningOf } from '../../../harness/console/app/scenarios/canvas/beginning.ts'

const inARow = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [index + 1, { x: index * 264, y: 0 }]))

test('a scenario that can be read whole is seen whole', () => {
  expect(beginningOf(inARow(4), 'edit', 1280)).not.toHaveProperty('nodes')
  expect(beginningOf({}, 'edit', 1280)).not.toHaveProperty('nodes')
})

test('a long one is seen from its beginning, less of it beside a panel and on a phone', () => {
  const seen = (use: 'edit' | 'look', width: number) =>
    beginningOf(inARow(100), use, width).nodes?.map(({ id }) => id)

  expect(seen('edit', 1280)).toEqual(['1', '2', '3', '4', '5'])
  expect(seen('look', 1280)).toEqual(['1', '2', '3', '4'])
  expect(seen('edit', 390)).toEqual(['1', '2'])
})
