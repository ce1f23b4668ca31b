// A customer in a node without a path: for the preview, filters and test runs. Nothing it does is recorded.
import type { Customer } from '../customers/customers.ts'
import type { ScenarioNode } from '../definition/node-schemas.ts'
import type { House } from '../house.ts'
import { chunkOf } from './chunk.ts'
import { freshRun, type Run } from './run.ts'
import type { Visit } from './step.ts'
import { type Tally, tallyOf } from './tally.ts'
import { renderText } from './template-context.ts'

export function dryVisit(
  scenario: { id: string; name: string },
  customer: Customer,
  { run = {}, tally = tallyOf() }: { run?: Partial<Run>; tally?: Tally } = {},
): Visit {
  let now = freshRun({ id: 0, scenarioId: scenario.id, customerId: customer.id, chunk: 0, ...run })
  return {
    customer,
    scenario,
    chunk: chunkOf(0),
    isTest: true,
    stoppedWebhooks: new Map(),
    record: () => 0,
    tally,
    get run() {
      return now
    },
    change(change) {
      now = { ...now, ...change }
    },
  }
}

/** For conditions that belong to no node: a scenario's customer filter, a segment. */
export function renderForCustomer(template: string, customer: Customer, house: House): string {
  const nowhere = { id: '', name: '' }
  return renderText(template, { node: NO_NODE, visit: dryVisit(nowhere, customer), house })
}

const NO_NODE: ScenarioNode = { id: 0, type: 'now', name: '' }
