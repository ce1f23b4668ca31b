// Webhook: gate, request, answer. Templates after it read the answer as `webhook`.
import type { House } from '../../house.ts'
import { attempt, describeError, renderText } from '../../template-context.ts'
import { detailsOf, renderProperties, stepAfter, stepOfStopped } from '../../webhook/outcome.ts'
import { buildRequest, specOf } from '../../webhook/request.ts'
import { judgeReply } from '../../webhook/response.ts'
import { sendRequest } from '../../webhook/send.ts'
import { stepOfRefusal } from '../gate.ts'
import type { NodeOf } from '../node-schemas.ts'
import type { Step, Visit } from '../step.ts'

export function visitWebhook(node: NodeOf<'webhook'>, visit: Visit, house: House): Step | Promise<Step> {
  const refused = stepOfRefusal(node, visit, house)
  if (refused !== undefined) return refused
  const stopped = stepOfStopped(node, visit, house)
  if (stopped !== undefined) return stopped
  return node.batch === undefined
    ? call(node, visit, house)
    : joinBatch(node, node.batch.customer, visit, house)
}

async function call(node: NodeOf<'webhook'>, visit: Visit, house: House): Promise<Step> {
  const place = { node, visit, house }
  const spec = specOf(node, node.preset === undefined ? undefined : house.integrations.preset(node.preset))
  const built = buildRequest(spec, place)
  if (!built.ok) {
    return stepAfter(
      { kind: 'failed', message: built.message },
      { url: spec.url, eventProperties: {} },
      place,
    )
  }
  const { request } = built
  const seq = visit.record('webhook-request', {
    method: request.method,
    url: request.url,
    ...(request.withheld === undefined ? {} : { hint: request.withheld }),
  })
  const reply = await sendRequest(request, house, seq)
  if (reply.kind === 'answered' || reply.kind === 'too-large') {
    const { status, hint } = reply
    visit.record('webhook-response', hint === undefined ? { status } : { status, hint })
  }
  const verdict = judgeReply(reply, spec.response, house.settings)
  remember(node, visit, spec.response, verdict.kind === 'accepted' ? verdict.data : undefined)
  const extra = attempt(() => renderProperties(spec, template => renderText(template, place)))
  const eventProperties = extra.ok ? extra.value : { event_properties_error: describeError(extra.error) }
  return stepAfter(verdict, detailsOf(request, eventProperties), place)
}

/** A retry's answer takes the place of the one before: the path has one more webhook, not two. */
function remember(
  node: NodeOf<'webhook'>,
  { run }: Visit,
  response: 'discard' | 'text' | 'json',
  data: unknown,
): void {
  const earlier = run.attempt === 0 ? run.webhooks : run.webhooks.slice(0, -1)
  run.webhooks = [...earlier, { actionId: node.id, response, data }]
}

function joinBatch(node: NodeOf<'webhook'>, template: string, visit: Visit, house: House): Step {
  const text = attempt(() => renderText(template, { node, visit, house }))
  if (text.ok) return { kind: 'join', text: text.value }
  const message = describeError(text.error)
  return stepAfter(
    { kind: 'failed', message },
    { url: node.url ?? '', eventProperties: {} },
    { node, visit, house },
  )
}
