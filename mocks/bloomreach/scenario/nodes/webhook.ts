// Webhook: gate, request, answer. Templates after it read the answer as `webhook`.
import { invariant } from '../../../kit/invariant.ts'
import { NODES_ON_PAPER, type NodeOf } from '../../definition/node-schemas.ts'
import { HIDDEN } from '../../definition/secret-headers.ts'
import type { House } from '../../house.ts'
import { refusalOf, stepOfRefusal } from '../../visit/gate.ts'
import type { Step, Visit } from '../../visit/step.ts'
import { attempt, describeError, type Place, renderText } from '../../visit/template-context.ts'
import { closeCall, openCall } from '../../webhook/call.ts'
import { sendGathered, sendsTogether } from '../../webhook/gathered.ts'
import { stepAfter, stepOfStopped } from '../../webhook/outcome.ts'
import { buildRequest } from '../../webhook/request.ts'
import { specOf, type WebhookSpec } from '../../webhook/spec.ts'
import { allGoOn } from './flow.ts'
import { NO_WARNINGS, type NodeKind } from './node-kind.ts'

type Webhook = NodeOf<'webhook'>

export const webhookNode: NodeKind<'webhook'> = {
  ...NODES_ON_PAPER.webhook,
  visit: visitWebhook,
  describe: describeWebhook,
  preview: allGoOn,
  warnings: NO_WARNINGS,
  together: sendGathered,
  refusal: (node, { visit, house }) => refusalOf(node, visit, house),
  answers: (node, data, house) => [
    { actionId: node.id, response: presetAndNode(node, house).response, data },
  ],
}

function visitWebhook(node: Webhook, visit: Visit, house: House): Step | Promise<Step> {
  const refused = stepOfRefusal(node, visit, house) ?? stepOfStopped(node, visit, house)
  if (refused !== undefined) return refused
  return sendsTogether(node, house) ? join(node, visit, house) : call(node, visit, house)
}

async function call(node: Webhook, visit: Visit, house: House): Promise<Step> {
  const [step] = await closeCall(openCall(node, [{ visit, text: undefined }], house), house)
  invariant(step !== undefined, 'a call answers a step for its only member')
  return step
}

function join(node: Webhook, visit: Visit, house: House): Step {
  const { batch } = presetAndNode(node, house)
  if (batch === undefined) return { kind: 'join', text: undefined }
  const place = { node, visit, house }
  const text = attempt(() => renderText(batch.customer, place))
  if (text.ok) return { kind: 'join', text: text.value }
  const details = { url: node.url ?? '', eventProperties: {} }
  return stepAfter({ kind: 'failed', message: describeError(text.error) }, details, place)
}

/** The request as it would leave, without its secrets. */
function describeWebhook(node: Webhook, place: Place): Record<string, unknown> {
  const spec = presetAndNode(node, place.house)
  const built = buildRequest(spec, place, batchOf(spec, place))
  if (!built.ok) return { error: built.message }
  const { method, url, headers, body, withheld, secrets } = built.request
  return {
    method,
    url,
    headers: headers.map(([name, value]) => ({
      name,
      value: secrets.has(name.toLowerCase()) ? HIDDEN : value,
    })),
    ...(body === undefined ? {} : { body }),
    ...withheld,
  }
}

/** A batch of this customer alone. */
function batchOf({ batch, problem }: WebhookSpec, place: Place): string | undefined {
  if (batch === undefined || problem !== undefined) return undefined
  return renderText(batch.root, { ...place, customers: [renderText(batch.customer, place)] })
}

const presetAndNode = (node: Webhook, { integrations, settings }: House): WebhookSpec =>
  specOf(node, node.preset === undefined ? undefined : integrations.preset(node.preset), settings)
