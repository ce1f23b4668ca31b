import { expect, test } from 'vitest'
import { NODES_ON_PAPER } from '../../../../mocks/bloomreach/definition/node-schemas.ts'
import { kindOf } from '../../../../mocks/bloomreach/scenario/nodes/index.ts'
import type { NodeKind } from '../../../../mocks/bloomreach/scenario/nodes/node-kind.ts'

test('every type of node has a schema, exits, a visit, a description and a preview', () => {
  for (const type of Object.keys(NODES_ON_PAPER) as (keyof typeof NODES_ON_PAPER)[]) {
    const kind = kindOf({ id: 1, type } as Parameters<typeof kindOf>[0])

    expect(kind, type).toMatchObject({
      schema: expect.anything(),
      exits: expect.any(Function),
      visit: expect.any(Function),
      describe: expect.any(Function),
      preview: expect.any(Function),
    })
  }
})

test('a type of node without one of them does not compile', () => {
  const { schema, exits } = NODES_ON_PAPER.wait
  const visit = () => ({ kind: 'leave' }) as const
  // @ts-expect-error: a preview is missing
  const unfinished: NodeKind<'wait'> = { schema, exits, visit, describe: () => ({}) }

  expect(unfinished).not.toHaveProperty('preview')
})
