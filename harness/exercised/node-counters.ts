// The counters of one node: found once, counted up for each customer.
import type { BranchWatch } from '../../mocks/bloomreach/outside.ts'
import { Remembered } from '../../mocks/kit/remembered.ts'
import type { Counter, Hits } from './hits.ts'
import { type Answer, answerKey, connectionKey, exitKey, nodeKey, valueKey, wayKey } from './items.ts'
import type { CoveredScenario } from './scenarios.ts'
import { compiledOf, tagAt } from './templates.ts'

export class NodeCounters {
  readonly entered: Counter
  readonly isWebhook: boolean
  /** By the node that a customer comes from. */
  readonly cameFrom: Remembered<number, readonly Counter[]>
  readonly exits: Remembered<string, Counter>
  readonly answers: Remembered<Answer, Counter>
  /** Values that its mail prints. */
  readonly printed: readonly { readonly name: string; readonly value: Counter }[]
  readonly nothing: Remembered<string, Counter>
  /** By the text of a template: who counts the ways that it takes; nobody where it has none. */
  readonly branches: Remembered<string, BranchWatch | undefined>

  constructor(node: number, { webhooks, printed, exits }: CoveredScenario, hits: Hits) {
    this.entered = hits.counter(nodeKey(node))
    this.isWebhook = webhooks.has(node)
    this.exits = new Remembered(exit => hits.counter(exitKey(node, exit)))
    this.answers = new Remembered(answer => hits.counter(answerKey(node, answer)))
    this.nothing = new Remembered(name => hits.counter(valueKey(node, name, 'nothing')))
    this.printed = (printed.get(node) ?? []).map(name => ({
      name,
      value: hits.counter(valueKey(node, name, 'value')),
    }))
    this.cameFrom = new Remembered(from => {
      const ways = exits.get(`${from} ${node}`) ?? []
      // Where two exits lead to one node, only the node itself says which it was.
      const [way] = ways.length === 1 ? ways : []
      const connection = hits.counter(connectionKey(from, node))
      return way === undefined ? [connection] : [connection, hits.counter(exitKey(from, way))]
    })
    this.branches = new Remembered(template => {
      // As the engine counts its places.
      const source = compiledOf(template)?.source ?? template
      if (!source.includes('{%')) return undefined
      const ways = new Remembered((place: number) =>
        hits.counter(wayKey(node, tagAt(source, Math.floor(place / MOST_WAYS)), place % MOST_WAYS)),
      )
      return ({ at, way }) => void ways.of(at * MOST_WAYS + way).count++
    })
  }
}

const MOST_WAYS = 2 ** 16
