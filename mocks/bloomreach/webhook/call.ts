// One request of a webhook, for a single customer or for the customers of a batch: opened, answered, judged. It is the
// same whether it waits for its answer alone or with others on their way.

import type { NodeOf } from '../definition/node-schemas.ts'
import type { House } from '../house.ts'
import type { Step, Visit } from '../visit/step.ts'
import { attempt, describeError, type Place, renderText } from '../visit/template-context.ts'
import { type EventDetails, stepAfter } from './outcome.ts'
import { type BuiltRequest, buildRequest, type OutgoingRequest } from './request.ts'
import { judgeReply, type Verdict } from './response.ts'
import { type Reply, sendRequest } from './send.ts'
import { specOf, type WebhookSpec } from './spec.ts'

export type Webhook = NodeOf<'webhook'>

/** A customer whose turn it is; `text` is what the customer template of a batch gave. */
export interface Member {
  visit: Visit
  text: string | undefined
}

/** Those who share one request: a batch, or one customer alone. */
export type Members = readonly [Member, ...Member[]]

export interface Call {
  node: Webhook
  members: Members
  spec: WebhookSpec
  /** The request and its answer to come, or why there is none. */
  sent: { request: OutgoingRequest; reply: Promise<Reply> } | { message: string }
}

/** Renders the request and sends it off; the answer is awaited by whoever closes the call. */
export function openCall(node: Webhook, members: Members, house: House): Call {
  const preset = node.preset === undefined ? undefined : house.integrations.preset(node.preset)
  const spec = specOf(node, preset, house.settings)
  const built = build(node, spec, members, house)
  if (!built.ok) return { node, members, spec, sent: { message: built.message } }
  const { request } = built
  const seq = members[0].visit.record('webhook-request', {
    method: request.method,
    url: request.url,
    ...(node.batch === undefined ? {} : { customers: members.length }),
    ...request.withheld,
  })
  return { node, members, spec, sent: { request, reply: sendRequest(request, house, seq) } }
}

/** The step of each member, in their order, once the answer is there. */
export async function closeCall(call: Call, house: House): Promise<Step[]> {
  const { members, sent } = call
  if ('message' in sent) {
    return members.map(member => settle(call, member, { kind: 'failed', message: sent.message }, house))
  }
  const reply = await sent.reply
  if (reply.kind === 'answered' || reply.kind === 'too-large') {
    members[0].visit.record('webhook-response', said(reply))
  }
  const verdict = judgeReply(reply, call.spec.response, house.settings)
  return members.map(member => settle(call, member, verdict, house))
}

const said = ({ status, reason, hint }: Extract<Reply, { status: number }>) => ({
  status,
  ...(reason === undefined ? {} : { reason }),
  ...(hint === undefined ? {} : { hint }),
})

function build(node: Webhook, spec: WebhookSpec, members: Members, house: House): BuiltRequest {
  const place: Place = { node, visit: members[0].visit, house }
  if (spec.batch === undefined || spec.problem !== undefined) return buildRequest(spec, place)
  const { root } = spec.batch
  const together = { ...place, customers: members.map(({ text = '' }) => text) }
  const body = attempt(() => renderText(root, together))
  return body.ok
    ? buildRequest(spec, together, body.value)
    : { ok: false, message: describeError(body.error) }
}

function settle(call: Call, { visit }: Member, verdict: Verdict, house: House): Step {
  const { node, spec, sent } = call
  const place = { node, visit, house }
  if ('message' in sent) return stepAfter(verdict, { url: spec.url, eventProperties: {} }, place)
  // The answer to a batch belongs to no single customer.
  if (node.batch === undefined) {
    remember(node, visit, spec.response, verdict.kind === 'accepted' ? verdict.data : undefined)
  }
  return stepAfter(verdict, { url: sent.request.url, eventProperties: propertiesOf(spec, place) }, place)
}

/** A retry's answer takes the place of the one before: the path has one more webhook, not two. */
function remember(node: Webhook, visit: Visit, response: Webhook['response'], data: unknown): void {
  const { run } = visit
  const earlier = run.attempt === 0 ? run.webhooks : run.webhooks.slice(0, -1)
  visit.change({ webhooks: [...earlier, { actionId: node.id, response, data }] })
}

/** The texts of extra properties; one that fails to render says so instead of undoing a request that was made. */
function propertiesOf({ eventProperties }: WebhookSpec, place: Place): EventDetails['eventProperties'] {
  const texts = attempt(() =>
    Object.fromEntries(
      Object.entries(eventProperties).map(([name, template]) => [name, renderText(template, place)]),
    ),
  )
  return texts.ok ? texts.value : { event_properties_error: describeError(texts.error) }
}
