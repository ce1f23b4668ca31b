// Webhook: gate, request, answer. Templates after it read the answer as `webhook`.
import { invariant } from '../../../kit/invariant.ts'
import type { NodeOf } from '../../definition/node-schemas.ts'
import type { House } from '../../house.ts'
import { stepOfRefusal } from '../../visit/gate.ts'
import type { Step, Visit } from '../../visit/step.ts'
import { attempt, describeError, renderText } from '../../visit/template-context.ts'
import { closeCall, openCall } from '../../webhook/call.ts'
import { sendsTogether } from '../../webhook/gathered.ts'
import { stepAfter, stepOfStopped } from '../../webhook/outcome.ts'

export function visitWebhook(node: NodeOf<'webhook'>, visit: Visit, house: House): Step | Promise<Step> {
  const refused = stepOfRefusal(node, visit, house) ?? stepOfStopped(node, visit, house)
  if (refused !== undefined) return refused
  return sendsTogether(node, house) ? join(node, visit, house) : call(node, visit, house)
}

async function call(node: NodeOf<'webhook'>, visit: Visit, house: House): Promise<Step> {
  const [step] = await closeCall(openCall(node, [{ visit, text: undefined }], house), house)
  invariant(step !== undefined, 'a call answers a step for its only member')
  return step
}

function join(node: NodeOf<'webhook'>, visit: Visit, house: House): Step {
  const { batch } = node
  if (batch === undefined) return { kind: 'join', text: undefined }
  const place = { node, visit, house }
  const text = attempt(() => renderText(batch.customer, place))
  if (text.ok) return { kind: 'join', text: text.value }
  const details = { url: node.url ?? '', eventProperties: {} }
  return stepAfter({ kind: 'failed', message: describeError(text.error) }, details, place)
}
