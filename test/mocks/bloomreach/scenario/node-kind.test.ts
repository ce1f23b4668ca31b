import { expect, test } from 'vitest'
import { NODES_ON_PAPER } from '../../../../mocks/bloomreach/definition/node-schemas.ts'
import {
  type ActionOnPaper,
  type OnPaper,
  OPERATOR,
  type TriggerOnPaper,
} from '../../../../mocks/bloomreach/definition/on-paper.ts'
import { kindOf } from '../../../../mocks/bloomreach/scenario/nodes/index.ts'
import type { NodeKind } from '../../../../mocks/bloomreach/scenario/nodes/node-kind.ts'

test('every type of node has a schema, exits, a visit, a description, a preview and warnings', () => {
  for (const type of Object.keys(NODES_ON_PAPER) as (keyof typeof NODES_ON_PAPER)[]) {
    const kind = kindOf({ id: 1, type } as Parameters<typeof kindOf>[0])

    expect(kind, type).toMatchObject({
      schema: expect.anything(),
      exits: expect.any(Function),
      visit: expect.any(Function),
      describe: expect.any(Function),
      preview: expect.any(Function),
      warnings: expect.any(Function),
    })
  }
})

test('a type of node without one of them does not compile', () => {
  const { schema, exits } = NODES_ON_PAPER.wait
  const visit = () => ({ kind: 'leave' }) as const
  // @ts-expect-error: a preview is missing
  const unfinished: NodeKind<'wait'> = { schema, exits, visit, describe: () => ({}), warnings: () => [] }

  expect(unfinished).not.toHaveProperty('preview')
})

test('an action that does not say whether it is a message, a trigger that does not say when it fires, do not compile', () => {
  const { isMessage: _, ...silent } = NODES_ON_PAPER.sms
  // @ts-expect-error: whether it is a message
  const action: ActionOnPaper = silent
  const { firesAtStart: __, ...waiting } = NODES_ON_PAPER.repeat
  // @ts-expect-error: whether it fires at the start
  const trigger: TriggerOnPaper = waiting

  expect(action).not.toHaveProperty('isMessage')
  expect(trigger).not.toHaveProperty('firesAtStart')
})

test('an operator that says nothing of advice, size and variables does not compile', () => {
  // @ts-expect-error: all three
  const bare: OnPaper = { ...OPERATOR, schema: NODES_ON_PAPER.wait.schema, called: 'wait' }

  expect(bare).not.toHaveProperty('size')
})
