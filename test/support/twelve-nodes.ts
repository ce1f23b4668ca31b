// A scenario of twelve nodes, three of them webhooks and two mails: large enough that searching it wants pruning.
import type { ScenarioDefinition } from '../../harness/index.ts'
import { codeNode, mailNode, scenario, shop } from './shop.ts'

type Node = ScenarioDefinition['nodes'][number]
const wait = (id: number): Node => ({ id, type: 'wait', period: '1 day' })
const sets = (id: number): Node => ({ id, type: 'set_attribute', attributes: { [`step_${id}`]: 'yes' } })

export const TWELVE_NODES = shop({
  people: ['ada'],
  scenarios: [
    scenario('Twelve nodes', [
      { id: 1, type: 'now' },
      wait(2),
      codeNode(3),
      mailNode(4, 'Your code', '{{ webhook.code }}'),
      wait(5),
      codeNode(6),
      sets(7),
      wait(8),
      codeNode(9),
      sets(10),
      mailNode(11, 'A reminder', '{{ webhook.code }}'),
      sets(12),
    ]),
  ],
})
