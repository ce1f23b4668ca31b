// Builds a webhook's request for one customer: renders URL, headers and payload; credentials only under their prefix.

import type { Explanation } from '../../kit/reason.ts'
import type { ParameterValues } from '../definition/parameters/template-parameters.ts'
import type { House } from '../house.ts'
import type { BloomreachReason } from '../reasons.ts'
import { attempt, describeError, type Place, renderText } from '../visit/template-context.ts'
import { coversUrl, credentialHeaders } from './authentication.ts'
import type { WebhookSpec } from './spec.ts'

export interface OutgoingRequest {
  method: string
  url: string
  headers: [string, string][]
  body: string | undefined
  /** Why credentials that the node asks for do not go along. */
  withheld: Withheld | undefined
  /** Lower-case names of headers whose value nobody may see. */
  secrets: ReadonlySet<string>
}

interface Withheld extends Explanation {
  reason: BloomreachReason
}

export type BuiltRequest = { ok: true; request: OutgoingRequest } | { ok: false; message: string }

export function buildRequest(spec: WebhookSpec, place: Place, body?: string): BuiltRequest {
  if (spec.problem !== undefined) return { ok: false, message: spec.problem }
  const built = attempt(() => {
    const params = parametersOf(spec, place)
    const inPlace = params === undefined ? place : { ...place, params }
    const text = (template: string) => renderText(template, inPlace)
    return {
      url: text(spec.url).trim(),
      headers: spec.headers.map(({ name, value }): [string, string] => [name, text(value)]),
      body: body ?? (spec.payload === undefined ? undefined : renderPayload(spec.payload, text)),
    }
  })
  if (!built.ok) return { ok: false, message: describeError(built.error) }
  return assemble(spec, built.value, place.house)
}

/** [D] webhooks: template parameters; null means that the node must give it. Undefined where there are none. */
function parametersOf({ parameters }: WebhookSpec, place: Place): ParameterValues | undefined {
  const entries = Object.entries(parameters)
  if (entries.length === 0) return undefined
  return Object.fromEntries(
    entries.map(([name, value]) => [name, typeof value === 'string' ? renderText(value, place) : value]),
  )
}

/** A payload written as data is a template in each of its texts. */
function renderPayload(
  payload: NonNullable<WebhookSpec['payload']>,
  text: (template: string) => string,
): string {
  if (typeof payload === 'string') return text(payload)
  const walk = (value: unknown): unknown => {
    if (typeof value === 'string') return text(value)
    if (Array.isArray(value)) return value.map(walk)
    if (value === null || typeof value !== 'object') return value
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [text(key), walk(item)]))
  }
  return JSON.stringify(walk(payload))
}

const CONTENT_TYPES = {
  json: 'application/json',
  text: 'text/plain; charset=utf-8',
  xml: 'application/xml',
} as const

function assemble(
  spec: WebhookSpec,
  { url, headers, body }: { url: string; headers: [string, string][]; body: string | undefined },
  house: House,
): BuiltRequest {
  const target = URL.parse(url)
  if (target === null || !/^https?:$/.test(target.protocol)) {
    return { ok: false, message: `The rendered URL ${JSON.stringify(url)} is no http or https URL.` }
  }
  const { username, password } = target
  if (username !== '' || password !== '') {
    const message = 'The rendered URL names a user or a password before its host, which no request can.'
    return { ok: false, message }
  }
  const { method } = spec
  const sent = method === 'GET' || body === undefined ? undefined : body
  const all = new Map<string, [string, string]>()
  if (sent !== undefined) all.set('content-type', ['Content-Type', CONTENT_TYPES[spec.payloadType]])
  for (const header of headers) all.set(header[0].toLowerCase(), header)
  const secrets = new Set(
    spec.headers.filter(({ visibility }) => visibility === 'secret').map(({ name }) => name.toLowerCase()),
  )
  const withheld = addCredentials(spec, target, all, secrets, house)
  const message = whyUnsendable([...all.values()])
  if (message !== undefined) return { ok: false, message }
  return {
    ok: true,
    request: { method, url, headers: [...all.values()], body: sent, withheld, secrets },
  }
}

/** A header is one line of Latin-1; the blanks around its value do not count. The value itself may be secret. */
function whyUnsendable(headers: [string, string][]): string | undefined {
  for (const [name, value] of headers) {
    const [wrong] = /[^\t\x20-\x7e\x80-\xff]/u.exec(value.trim()) ?? []
    if (wrong === undefined) continue
    const code = (wrong.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
    const what = /[\r\n]/.test(wrong) ? 'a line break' : `U+${code}`
    return `The header ${JSON.stringify(name)} cannot be sent: its value holds ${what}.`
  }
  return undefined
}

/** Answers why they are withheld, if they are. */
function addCredentials(
  { authentication }: WebhookSpec,
  url: URL,
  headers: Map<string, [string, string]>,
  secrets: Set<string>,
  { integrations, settings }: House,
): Withheld | undefined {
  if (authentication === undefined) return undefined
  const schema = integrations.authentication(authentication)
  const name = JSON.stringify(authentication)
  if (schema === undefined) {
    return {
      reason: 'unknown-authentication',
      facts: { authentication },
      hint: `The authentication ${name} does not exist.`,
    }
  }
  const { endpoint } = schema
  if (!coversUrl(endpoint, url, settings.endpointPrefix)) {
    return {
      reason: 'authentication-does-not-cover',
      facts: { authentication, endpoint },
      hint: `The URL is not under the endpoint ${endpoint} of ${name}.`,
    }
  }
  for (const header of credentialHeaders(schema)) headers.set(header[0].toLowerCase(), header)
  for (const { name, visibility } of schema.headers) {
    if (visibility === 'secret') secrets.add(name.toLowerCase())
  }
  if (schema.basic !== undefined) secrets.add('authorization')
  return undefined
}
