// The webhook nodes of a scenario as far as they can be known without a customer: Jinja's values become place-holders.

import type { ScenarioDefinition } from '../../mocks/bloomreach/definition/definition.ts'
import { isWebhook, type NodeOf } from '../../mocks/bloomreach/definition/node-schemas.ts'
import type { BloomreachSettings } from '../../mocks/bloomreach/settings.ts'
import { coversUrl, credentialHeaders } from '../../mocks/bloomreach/webhook/authentication.ts'
import type { HttpAuthenticationSchema, WebhookPreset } from '../../mocks/bloomreach/webhook/integrations.ts'
import { specOf, type WebhookSpec } from '../../mocks/bloomreach/webhook/spec.ts'
import { headerText } from '../../mocks/kit/record-requests.ts'
import { inTurn } from '../../mocks/kit/time/breath.ts'
import { isHostOf } from '../../mocks/vendor-hosts.ts'
import { isLoopbackHost } from '../doors/this-machine.ts'
import type { ScenarioFinding } from './finding.ts'

/** What a scenario's webhooks lean on. Without a world, nothing of it is at hand. */
export interface Integrations {
  preset(name: string): WebhookPreset | undefined
  authentication(name: string): HttpAuthenticationSchema | undefined
  endpointPrefix: BloomreachSettings['endpointPrefix']
  parametersInTags: BloomreachSettings['parametersInTags']
}

/** What leaves, as far as it is known. */
export interface Sent {
  /** Undefined: tags decide what it is, or it is no URL. */
  url: URL | undefined
  headers: Headers
  body: string | undefined
}

export interface WebhookNode extends Sent {
  id: number
  /** Into the definition; a field that a preset gives is found at `preset`. */
  at(field: 'url' | 'method' | 'headers' | 'authentication'): (string | number)[]
  /** Undefined: its preset is not at hand. */
  spec: WebhookSpec | undefined
  isTalonOne: boolean
  /** An authentication that is not at hand: what it sends is taken to be right. */
  trusted: boolean
  /** With another place-holder: what comes out otherwise depends on the customer. */
  other: Sent
}

/** Each is a number, a text and an id alike. */
const PLACE_HOLDER = '1'
const OTHER_PLACE_HOLDER = '2'

const withoutJinja = (template: string, placeHolder: string): string =>
  replacedBetween(replacedBetween(template, ['{#', '#}'], ''), ['{{', '}}'], placeHolder)

/** Each text from an opening mark to the closing one behind it, both included, replaced; one that is never closed stays. */
function replacedBetween(text: string, [open, close]: [string, string], by: string): string {
  const pieces: string[] = []
  let from = 0
  for (let at = text.indexOf(open); at !== -1; at = text.indexOf(open, from)) {
    const end = text.indexOf(close, at + open.length)
    if (end === -1) break
    pieces.push(text.slice(from, at), by)
    from = end + close.length
  }
  return pieces.join('') + text.slice(from)
}

export async function webhookNodes(
  { nodes }: ScenarioDefinition,
  integrations: Integrations,
): Promise<{ webhooks: WebhookNode[]; findings: ScenarioFinding[] }> {
  const findings: ScenarioFinding[] = []
  const webhooks = await inTurn(nodes, (node, index) => {
    if (!isWebhook(node)) return []
    const read = webhookNode(node, index, integrations)
    for (const finding of [coverFinding(read, integrations), plainFinding(read)]) {
      if (finding !== undefined) findings.push(finding)
    }
    return [read]
  })
  return { webhooks: webhooks.flat(), findings }
}

function webhookNode(node: NodeOf<'webhook'>, index: number, integrations: Integrations): WebhookNode {
  const preset = node.preset === undefined ? undefined : integrations.preset(node.preset)
  const spec =
    node.preset !== undefined && preset === undefined ? undefined : specOf(node, preset, integrations)
  const schema =
    spec?.authentication === undefined ? undefined : integrations.authentication(spec.authentication)
  const sent = sentBy(spec, schema, PLACE_HOLDER)
  return {
    ...sent,
    id: node.id,
    at: field => ['nodes', index, node.preset !== undefined && !(field in node) ? 'preset' : field],
    spec,
    isTalonOne: sent.url !== undefined && isHostOf('talonOne', sent.url.hostname),
    trusted: spec?.authentication !== undefined && schema === undefined,
    other: sentBy(spec, schema, OTHER_PLACE_HOLDER),
  }
}

function sentBy(
  spec: WebhookSpec | undefined,
  schema: HttpAuthenticationSchema | undefined,
  placeHolder: string,
): Sent {
  const fill = (template: string) => withoutJinja(template, placeHolder)
  const url = urlOf(spec === undefined || spec.url.includes('{%') ? '' : fill(spec.url).trim())
  const headers = new Headers()
  for (const { name, value } of spec?.headers ?? []) headers.set(name, headerText(fill(value)))
  if (schema !== undefined && url !== undefined) {
    for (const [name, value] of credentialHeaders(schema)) headers.set(name, headerText(value))
  }
  const payload = payloadOf(spec)
  return { url, headers, body: payload === undefined ? undefined : fill(payload) }
}

/** Without a user and a password, which no request may have in its URL. */
export function urlOf(text: string): URL | undefined {
  if (!URL.canParse(text)) return undefined
  const url = new URL(text)
  url.username = ''
  url.password = ''
  return url
}

function payloadOf(spec: WebhookSpec | undefined): string | undefined {
  if (spec === undefined || spec.method === 'GET') return undefined
  const payload = spec.batch?.root ?? spec.payload
  return payload === undefined || typeof payload === 'string' ? payload : JSON.stringify(payload)
}

/** [D] creating-api-endpoint-for-webhooks: HTTPS with a certificate of a trusted authority. This machine is the sandbox's own affair. */
function plainFinding({ id, at, url }: WebhookNode): ScenarioFinding | undefined {
  if (url?.protocol !== 'http:' || isLoopbackHost(url.hostname)) return undefined
  return {
    code: 'webhook-not-https',
    path: at('url'),
    node: id,
    message: `Cannot call ${url.origin} from Bloomreach: webhooks go to HTTPS with a trusted certificate only.`,
    remedy: 'Begin the URL with https://.',
  }
}

function coverFinding(
  { id, at, spec, url }: WebhookNode,
  { authentication, endpointPrefix }: Integrations,
): ScenarioFinding | undefined {
  const schema = spec?.authentication === undefined ? undefined : authentication(spec.authentication)
  if (schema === undefined || url === undefined || coversUrl(schema.endpoint, url, endpointPrefix)) return
  return {
    code: 'authentication-does-not-cover',
    path: at('authentication'),
    node: id,
    message: `Cannot send the credentials of ${JSON.stringify(schema.name)}: its endpoint ${schema.endpoint} does not cover ${url.origin}${url.pathname}.`,
    remedy: 'Choose an authentication whose endpoint is the beginning of the URL, or change its endpoint.',
  }
}
