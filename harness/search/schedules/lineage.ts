// Which faults at one webhook lead to the same: nothing behind it reads more of an answer than what the webhook makes of it, so of
// those that it takes for the same, one is enough.
import type { ScenarioNode } from '../../../mocks/bloomreach/definition/node-schemas.ts'
import type { BloomreachSettings } from '../../../mocks/bloomreach/settings.ts'
import type { Live } from '../../life.ts'
import type { Fault } from '../faults/fault.ts'
import { webhookFault } from '../faults/webhook-faults.ts'
import type { Point } from './point.ts'

/** Nothing but the journal tells it from an answer that nobody disturbed. */
export const changesNothing = ({ name, kind }: Fault): boolean =>
  kind === 'webhook' && webhookFault(name)?.leaves === 'all'

/** Faults with one text are one; undefined: like no other. */
export function lineageOf({ name, kind }: Fault, point: Point, { bloomreach }: Live): string | undefined {
  const fault = kind === 'webhook' ? webhookFault(name) : undefined
  if (fault === undefined || fault.leaves === 'all') return undefined
  const { settings } = bloomreach
  const work = fault.commits ? 'its work done' : 'nothing done'
  if (fault.leaves === 'refusal') return `${refusal(fault.status ?? 0, settings)}, ${work}`
  if (fault.leaves === 'nothing')
    return `${settings.webhookRetryConnectionFailures ? 'retried' : 'failed'}, ${work}`
  const node = webhookAt(point, bloomreach)
  if (readsText(node, settings) || (name === 'malformed-body' && !answersObjects(node))) return undefined
  return `unreadable, ${work}`
}

function refusal(status: number, settings: BloomreachSettings): string {
  if (settings.webhookRetryStatuses.includes(status)) return 'retried'
  return settings.webhookStopStatuses.includes(status) ? 'stops everybody' : 'failed'
}

type Webhook = Extract<ScenarioNode, { type: 'webhook' }>

function webhookAt({ scenario, node }: Point, { scenarios }: Live['bloomreach']): Webhook | undefined {
  const found = scenarios.get(scenario).nodes.find(({ id }) => id === node)
  return found?.type === 'webhook' && found.preset === undefined ? found : undefined
}

/** There every body is an answer. */
const readsText = (node: Webhook | undefined, { webhookResponseBytes }: BloomreachSettings): boolean =>
  node?.response !== 'json' || webhookResponseBytes > 65_536

/** Half of an object is no JSON, whereas half of a number is one. */
const answersObjects = (node: Webhook | undefined): boolean => node?.url?.includes('.talon.one/') === true
