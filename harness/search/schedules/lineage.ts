// Which faults at one webhook lead to the same: nothing behind it reads more of an answer than what the webhook makes of it, so of
// those that it takes for the same, one is enough.
import type { BloomreachSettings } from '../../../mocks/bloomreach/settings.ts'
import type { Live } from '../../life.ts'
import type { Fault } from '../faults/fault.ts'
import { webhookFault } from '../faults/webhook-faults.ts'
import type { Point } from './point.ts'

/** Faults with one text are one; undefined: like no other. */
export function lineageOf({ name, kind }: Fault, point: Point, { bloomreach }: Live): string | undefined {
  const fault = kind === 'webhook' ? webhookFault(name) : undefined
  if (fault === undefined || fault.leaves === 'all') return undefined
  const { settings } = bloomreach
  const work = fault.commits ? 'its work done' : 'nothing done'
  if (fault.leaves === 'refusal') return `${refusal(fault.status ?? 0, settings)}, ${work}`
  if (fault.leaves === 'nothing')
    return `${settings.webhookRetryConnectionFailures ? 'retried' : 'failed'}, ${work}`
  return name === 'malformed-body' || readsText(point, bloomreach) ? undefined : `unreadable, ${work}`
}

function refusal(status: number, settings: BloomreachSettings): string {
  if (settings.webhookRetryStatuses.includes(status)) return 'retried'
  return settings.webhookStopStatuses.includes(status) ? 'stops everybody' : 'failed'
}

/** There every body is an answer. */
function readsText({ scenario, node }: Point, { scenarios, settings }: Live['bloomreach']): boolean {
  const found = scenarios.get(scenario).nodes.find(({ id }) => id === node)
  const isJson = found?.type === 'webhook' && found.response === 'json' && !('preset' in found)
  return !isJson || settings.webhookResponseBytes > 65_536
}
