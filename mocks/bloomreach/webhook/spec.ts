// What a webhook node and its preset say together, with their template parameters filled in.

import type { NodeOf } from '../definition/node-schemas.ts'
import { parameterProblems } from '../definition/parameters/parameter-problems.ts'
import { filledIn, type ParameterValues } from '../definition/parameters/template-parameters.ts'
import type { BloomreachSettings } from '../settings.ts'
import type { WebhookPreset } from './integrations.ts'

type Webhook = NodeOf<'webhook'>

export interface WebhookSpec {
  method: string
  url: string
  headers: Webhook['headers']
  payload: Webhook['payload']
  payloadType: Webhook['payloadType']
  response: Webhook['response']
  authentication: string | undefined
  parameters: ParameterValues
  eventProperties: Readonly<Record<string, string>>
  batch: Webhook['batch']
  /** Why no request can be made of it. */
  problem: string | undefined
}

/** Where a preset may have template parameters. */
export const textsOfPreset = ({ url, headers, payload, trackedParameters }: WebhookPreset) => ({
  url,
  headers,
  payload,
  trackedParameters,
})

type Settings = Pick<BloomreachSettings, 'parametersInTags'>

interface Known {
  preset: WebhookPreset | undefined
  rule: Settings['parametersInTags']
  spec: WebhookSpec
}

/** A node is asked once for every customer, and its texts are the same for all of them. */
const known = new WeakMap<Webhook, Known>()

export function specOf(node: Webhook, preset: WebhookPreset | undefined, settings: Settings): WebhookSpec {
  const rule = settings.parametersInTags
  const before = known.get(node)
  if (before !== undefined && before.preset === preset && before.rule === rule) return before.spec
  const spec = filled(node, preset, settings)
  known.set(node, { preset, rule, spec })
  return spec
}

function filled(node: Webhook, preset: WebhookPreset | undefined, settings: Settings): WebhookSpec {
  const texts = {
    url: node.url ?? preset?.url ?? '',
    headers: [...(preset?.headers ?? []), ...node.headers],
    payload: node.payload ?? preset?.payload,
    eventProperties: { ...preset?.trackedParameters, ...node.eventProperties },
    batch: node.batch,
  }
  const parameters = { ...preset?.parameters, ...node.parameters }
  return {
    ...filledIn(texts, parameters),
    method: node.method ?? preset?.method ?? 'POST',
    payloadType: preset?.payloadType ?? node.payloadType,
    response: node.response === 'discard' ? (preset?.response ?? 'discard') : node.response,
    authentication: node.authentication ?? preset?.authentication,
    parameters,
    problem:
      missing(parameters) ??
      parameterProblems(texts, parameters, { tags: settings.parametersInTags })[0]?.message,
  }
}

function missing(parameters: ParameterValues): string | undefined {
  const names = Object.keys(parameters).filter(name => parameters[name] === null)
  if (names.length === 0) return undefined
  return `The preset needs the parameter ${names.join(', ')}, which the node does not give.`
}
