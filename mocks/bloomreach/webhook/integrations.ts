// Data & Assets > Integrations: HTTP Authentication Schemas and webhook presets. Secret values go in and never come out.

import { z } from 'zod'
import type { Chance } from '../../kit/chance.ts'
import { Group } from '../../kit/kept/group.ts'
import { KeptMap } from '../../kit/kept/kept-map.ts'
import { SandboxError } from '../../kit/sandbox-error.ts'
import { readShape } from '../../kit/shape/findings.ts'
import { shapeError } from '../../kit/shape/shape-error.ts'
import { headerSchema, METHODS, parameterValue, sent } from '../definition/node-fields.ts'
import { HIDDEN, keepSecret } from '../definition/secret-headers.ts'

const endpoint = z
  .string()
  .refine(isHttpUrl, { error: 'expected an http or https URL' })
  .meta({ examples: ['https://integration.talon.one/customer_engagement/referral'] })

function isHttpUrl(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)
}

const authenticationSchema = z.strictObject({
  type: z
    .literal('http_authentication_schema')
    .describe('HTTP authentication: headers that webhooks to its endpoint get.'),
  name: z.string().min(1).describe('The name that webhooks carry.'),
  endpoint: endpoint.describe('The URLs that it may be used for begin with this one.'),
  headers: z.array(headerSchema).default([]).describe('The headers that it adds.'),
  /** [D] webhook-authentication: RFC 7617; kept, never shown again. */
  basic: z
    .strictObject({
      username: z.string().describe('The user name.'),
      password: z.string().describe('The password.'),
    })
    .optional()
    .describe('Basic authentication; kept, never shown again.'),
  /** [D] webhook-authentication: called with an empty body, must answer 200. */
  test: z
    .strictObject({
      method: z.enum(METHODS).default('GET').describe('The method of the test.'),
      path: z.string().default('').describe('What follows the endpoint in the test.'),
    })
    .optional()
    .describe('The request that tests it: called with an empty body, must answer 200.'),
})

const presetSchema = z.strictObject({
  type: z.literal('webhook_preset').describe('Webhook preset: a webhook that many scenarios start from.'),
  name: z.string().min(1).describe('The name that webhooks carry.'),
  description: z.string().optional().describe('For people.'),
  method: z.enum(METHODS).default('POST').describe('The HTTP method.'),
  url: z
    .string()
    .min(1)
    .describe(
      'Where the request goes, in Jinja; its template parameters are [[ name ]], or read as params.name.',
    ),
  ...sent,
  response: z.enum(['discard', 'text', 'json']).default('discard').describe('What becomes of the answer.'),
  authentication: z
    .string()
    .min(1)
    .optional()
    .describe('The HTTP authentication that adds its headers, by name.'),
  parameters: z
    .record(z.string().min(1), parameterValue.nullable())
    .default({})
    .describe('Template parameters with their defaults; null: must be given by the node.'),
  /** [D] configure-and-implement-widget-webhooks: extra properties on the campaign event, in Jinja. */
  trackedParameters: z
    .record(z.string().min(1), z.string())
    .default({})
    .describe('Extra properties on the campaign event, each in Jinja.'),
})

export const integrationSchema = z.discriminatedUnion('type', [authenticationSchema, presetSchema])
export type Integration = z.output<typeof integrationSchema>
export type HttpAuthenticationSchema = Extract<Integration, { type: 'http_authentication_schema' }>
export type WebhookPreset = Extract<Integration, { type: 'webhook_preset' }>
/** As people may see it: no secret header value, no password. */
export type ShownIntegration = Integration & { id: string }

export class Integrations {
  readonly #ids: Chance
  readonly #names = new KeptMap<string, string>()
  /** What running scenarios read. */
  readonly #byName = new KeptMap<string, Integration>()
  readonly kept = new Group({ names: this.#names, byName: this.#byName })

  constructor({ chance }: { chance: Chance }) {
    this.#ids = chance.stream('bloomreach/integrations')
  }

  /** Every value that nobody may see. */
  secrets(): string[] {
    return [...this.#byName.values()].flatMap(integration => [
      ...integration.headers.filter(({ visibility }) => visibility === 'secret').map(({ value }) => value),
      ...('basic' in integration && integration.basic !== undefined ? [integration.basic.password] : []),
    ])
  }

  list(): ShownIntegration[] {
    return [...this.#names.keys()].map(id => this.get(id))
  }

  get(id: string): ShownIntegration {
    return shown(id, this.#find(id))
  }

  create(input: unknown): ShownIntegration {
    const integration = parse(input)
    this.#refuseSameName(integration.name)
    const id = this.#ids.hex(24)
    this.#names.set(id, integration.name)
    this.#byName.set(integration.name, integration)
    return shown(id, integration)
  }

  /** A secret that is left out, or given back as it was shown, stays as it is. */
  replace(id: string, input: unknown): ShownIntegration {
    const before = this.#find(id)
    const integration = withKeptSecrets(parse(input), before)
    if (integration.name !== before.name) this.#refuseSameName(integration.name)
    this.#byName.delete(before.name)
    this.#byName.set(integration.name, integration)
    this.#names.set(id, integration.name)
    return shown(id, integration)
  }

  delete(id: string): void {
    this.#byName.delete(this.#find(id).name)
    this.#names.delete(id)
  }

  /** With its secrets: for the webhook that uses it. */
  authentication(name: string): HttpAuthenticationSchema | undefined {
    const found = this.#byName.get(name)
    return found?.type === 'http_authentication_schema' ? found : undefined
  }

  preset(name: string): WebhookPreset | undefined {
    const found = this.#byName.get(name)
    return found?.type === 'webhook_preset' ? found : undefined
  }

  names(type: Integration['type']): string[] {
    return [...this.#byName.values()].filter(found => found.type === type).map(({ name }) => name)
  }

  #find(id: string): Integration {
    const found = this.#byName.get(this.#names.get(id) ?? '')
    if (found !== undefined) return found
    throw new SandboxError(
      'integration-not-found',
      `Cannot find the integration ${JSON.stringify(id)}: there is none with this id.`,
      { remedy: 'GET /_sandbox/bloomreach/integrations lists them.' },
    )
  }

  #refuseSameName(name: string): void {
    if (!this.#byName.has(name)) return
    throw new SandboxError(
      'integration-exists',
      `Cannot add the integration ${JSON.stringify(name)}: the name is taken.`,
      { remedy: 'Choose another name, or replace the existing one.' },
    )
  }
}

function parse(input: unknown): Integration {
  const { data, findings } = readShape(integrationSchema, withoutId(input), 'the integration')
  if (findings === undefined) return data
  throw shapeError('invalid-integration', 'Cannot keep the integration', findings)
}

/** What GET adds, for a client that gives back what it read. */
function withoutId(input: unknown): unknown {
  if (typeof input !== 'object' || input === null) return input
  const { id: _, ...rest } = input as Record<string, unknown>
  return rest
}

function shown(id: string, integration: Integration): ShownIntegration {
  const headers = integration.headers.map(header =>
    header.visibility === 'secret' ? { ...header, value: HIDDEN } : { ...header },
  )
  if (integration.type === 'webhook_preset') return { id, ...integration, headers }
  const { basic } = integration
  return {
    id,
    ...integration,
    headers,
    ...(basic === undefined ? {} : { basic: { username: basic.username, password: HIDDEN } }),
  }
}

function withKeptSecrets(next: Integration, before: Integration | undefined): Integration {
  const headers = next.headers.map(header => keepSecret(header, before?.headers))
  if (next.type === 'webhook_preset' || next.basic?.password !== HIDDEN) return { ...next, headers }
  const old = before?.type === 'http_authentication_schema' ? before.basic : undefined
  return {
    ...next,
    headers,
    basic: old === undefined ? next.basic : { ...next.basic, password: old.password },
  }
}
