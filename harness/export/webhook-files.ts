// Webhooks of a scenario as the object of the widget protocol, one file each. [D] configure-and-implement-widget-webhooks; [C] a page
// by the vendor's employee: what it has no field for is done by hand, and secrets are never written.
import { type ScenarioDefinition, scenarioSchema } from '../../mocks/bloomreach/definition/definition.ts'
import { isWebhook } from '../../mocks/bloomreach/definition/node-schemas.ts'
import { type HandedOut, jsonFile, slugOf } from './handed-out.ts'

type WebhookNode = Extract<ReturnType<typeof scenarioSchema.parse>['nodes'][number], { type: 'webhook' }>

export function webhookFiles(definition: ScenarioDefinition): HandedOut {
  const { name, nodes } = scenarioSchema.parse(definition)
  const webhooks = nodes.filter(isWebhook)
  const [whole, others] = [webhooks.filter(canBeWritten), webhooks.filter(node => !canBeWritten(node))]
  return {
    files: whole.map(node => jsonFile(`${slugOf(name)}.${node.id}.webhook.json`, webhookOf(node))),
    byHand: [
      ...others.map(node => `webhook ${node.id}: its ${reasonOf(node)} has no place in the object.`),
      ...whole.flatMap(choicesOf),
    ],
    remarks: [
      'Every value of the object is Jinja. Secret header values are left empty: give them in the editor.',
    ],
  }
}

const UNPLACED = ['preset', 'batch', 'parameters', 'throughputPolicy'] as const

const reasonOf = (node: WebhookNode): string | undefined =>
  UNPLACED.find(field => node[field] !== undefined) ?? (node.url === undefined ? 'missing URL' : undefined)

const canBeWritten = (node: WebhookNode): boolean => reasonOf(node) === undefined

const choicesOf = ({ id, authentication }: WebhookNode): string[] =>
  authentication === undefined
    ? []
    : [`webhook ${id}: choose the authentication ${JSON.stringify(authentication)} in the editor.`]

const webhookOf = (node: WebhookNode) => ({
  url: node.url,
  method: node.method ?? 'GET',
  response_handling: node.response ?? 'discard',
  general_consent: node.generalConsent === true,
  consent_category: node.consentCategory ?? null,
  frequency_policy: node.frequencyPolicy ?? '',
  body: bodyOf(node.payload),
  headers: (node.headers ?? []).map(({ name, value, visibility = 'public' }) => ({
    name,
    value: visibility === 'secret' ? '' : value,
    type: visibility,
  })),
  auth: null,
  event_properties: node.eventProperties ?? {},
  parametrized_parts: {},
})

const bodyOf = (payload: unknown): string =>
  payload === undefined ? '' : typeof payload === 'string' ? payload : JSON.stringify(payload)
