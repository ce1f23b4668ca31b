// HTTP Authentication Schemas: which headers go along, and only to URLs under their endpoint.

import type { BloomreachSettings } from '../settings.ts'
import type { HttpAuthenticationSchema } from './integrations.ts'

/** [D] webhook-authentication: credentials go only to URLs under the endpoint's prefix. */
export function coversUrl(
  endpoint: string,
  target: URL,
  prefix: BloomreachSettings['endpointPrefix'],
): boolean {
  const base = new URL(endpoint)
  if (base.origin !== target.origin) return false
  if (prefix === 'text') return (target.pathname + target.search).startsWith(base.pathname + base.search)
  const path = base.pathname.replace(/\/$/, '')
  return target.pathname === path || target.pathname.startsWith(`${path}/`)
}

/** [D] webhook-authentication: Basic is RFC 7617; the visibility of a header is not about sending it. */
export function credentialHeaders({ headers, basic }: HttpAuthenticationSchema): [string, string][] {
  const list = headers.map(({ name, value }): [string, string] => [name, value])
  if (basic !== undefined) {
    const token = Buffer.from(`${basic.username}:${basic.password}`, 'utf8').toString('base64')
    list.push(['Authorization', `Basic ${token}`])
  }
  return list
}
