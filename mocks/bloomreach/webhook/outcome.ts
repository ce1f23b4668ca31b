// From a verdict on an answer to the customer's next step: the campaign event, the journal, retries and stops.

import { durationToMs, isInstant } from '../../kit/time/duration.ts'
import type { NodeOf } from '../definition/node-schemas.ts'
import type { House } from '../house.ts'
import { trackCampaignEvent } from '../visit/campaign-event.ts'
import { LEAVE, type Step, type Visit } from '../visit/step.ts'
import type { Verdict } from './response.ts'

type Webhook = NodeOf<'webhook'>

/** What a webhook's campaign event says besides its result. */
export interface EventDetails {
  url: string
  eventProperties: Readonly<Record<string, string>>
}

export function stepAfter(
  verdict: Verdict,
  details: EventDetails,
  { node, visit, house }: { node: Webhook; visit: Visit; house: House },
): Step {
  if (verdict.kind === 'accepted') {
    trackCampaignEvent(node, visit, house, {
      status: house.settings.webhookSuccessStatus,
      ...properties(details),
    })
    return LEAVE
  }
  const until = verdict.kind === 'retry' ? retryAt(visit, house) : undefined
  visit.record('webhook-outcome', {
    because: until !== undefined ? 'retry' : 'failed',
    message: verdict.message,
  })
  if (until !== undefined) return { kind: 'retry', until, message: verdict.message }
  if (verdict.kind === 'stop') stopChunk(node, visit, house, verdict.status)
  trackCampaignEvent(node, visit, house, {
    status: 'failed',
    message: verdict.message,
    ...properties(details),
  })
  return { kind: 'failed', message: verdict.message }
}

/** Undefined after the last retry, and where the next one would come after the year 9999. */
function retryAt({ run }: Visit, { settings, world }: House): number | undefined {
  const delay = settings.webhookRetryDelays[run.attempt]
  if (delay === undefined) return undefined
  const at = world.clock.now() + durationToMs(delay)
  return isInstant(at) ? at : undefined
}

/** [D] creating-api-endpoint-for-webhooks: the webhook sends no further request for all chunks. */
function stopChunk(node: Webhook, visit: Visit, { settings }: House, status: number): void {
  if (stopOf(node, visit) !== undefined) return
  if (settings.webhookStopScope === 'scenario') visit.stoppedWebhooks.set(node.id, status)
  visit.chunk.stop(node.id, status)
  visit.record('chunk-stopped', { status, because: `HTTP ${status}`, chunk: visit.chunk.id })
}

const stopOf = ({ id }: Webhook, { chunk, stoppedWebhooks }: Visit): number | undefined =>
  chunk.statusOf(id) ?? stoppedWebhooks.get(id)

/** The step of a customer whose webhook was stopped before their turn; undefined while it still sends. */
export function stepOfStopped(node: Webhook, visit: Visit, house: House): Step | undefined {
  const status = stopOf(node, visit)
  if (status === undefined) return undefined
  const message = `No request was sent: HTTP ${status} for another customer stopped this webhook.`
  if (house.settings.webhookStoppedEvent === 'failed') {
    trackCampaignEvent(node, visit, house, { status: 'failed', message })
  }
  return { kind: 'failed', message, isStopped: true }
}

const properties = ({ url, eventProperties }: EventDetails) => ({ ...eventProperties, url })
