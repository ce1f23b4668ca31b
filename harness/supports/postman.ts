// The calls of a Postman collection (v2.0 and v2.1): folders are walked, variables of the collection filled in.
import { z } from 'zod'
import type { RecordedCall } from './recorded-call.ts'

const pairs = z
  .array(z.object({ key: z.string().nullish(), value: z.unknown(), disabled: z.boolean().optional() }))
  .default([])
const urlSchema = z.union([
  z.string(),
  z.object({ raw: z.string().optional(), path: z.union([z.string(), z.array(z.unknown())]).optional() }),
])
const requestSchema = z.object({
  method: z.string().default('GET'),
  url: urlSchema.default(''),
  header: z.union([pairs, z.string()]).nullish(),
  body: z.object({ raw: z.string().optional() }).nullish(),
})
const itemSchema = z.object({ item: z.array(z.unknown()).optional(), request: z.unknown().optional() })

/** Folders inside folders; nobody nests deeper. */
const DEEPEST = 50

export function callsOfPostman(collection: unknown, depth = 0): RecordedCall[] | undefined {
  const read = itemSchema.safeParse(collection)
  if (!read.success || depth > DEEPEST) return undefined
  const { item, request } = read.data
  const inside = (item ?? []).flatMap(child => callsOfPostman(child, depth + 1) ?? [])
  const own = request === undefined ? undefined : callOf(request)
  return own === undefined ? inside : [own, ...inside]
}

function callOf(request: unknown): RecordedCall | undefined {
  const read = requestSchema.safeParse(typeof request === 'string' ? { url: request } : request)
  if (!read.success) return undefined
  const { method, url, header, body } = read.data
  const raw = typeof url === 'string' ? url : (url.raw ?? pathText(url.path))
  const { host, path, query } = partsOf(raw)
  const headers = Array.isArray(header) ? header.filter(({ disabled }) => disabled !== true) : []
  return {
    method: method.toUpperCase(),
    host,
    path,
    query,
    headers: Object.fromEntries(
      headers.map(({ key, value }) => [(key ?? '').toLowerCase(), String(value ?? '')]),
    ),
    body: body?.raw,
  }
}

/** A part may be an object with its value. */
const partText = (part: unknown): string =>
  typeof part === 'object' && part !== null && 'value' in part ? String(part.value) : String(part ?? '')

const pathText = (path: string | unknown[] | undefined): string =>
  Array.isArray(path) ? `/${path.map(partText).join('/')}` : (path ?? '')

/** `{{baseUrl}}/v1/referrals?dry=true` and `https://host/v1/referrals` alike; a placeholder is no host. */
function partsOf(raw: string): Pick<RecordedCall, 'host' | 'path' | 'query'> {
  const [address = '', search = ''] = raw.split('?', 2)
  const afterScheme = address.includes('://') ? address.slice(address.indexOf('://') + 3) : address
  const slash = afterScheme.indexOf('/')
  const host = slash < 0 ? afterScheme : afterScheme.slice(0, slash)
  return {
    host: host === '' || host.includes('{{') ? undefined : host,
    path: slash < 0 ? '/' : afterScheme.slice(slash),
    query: [...new URLSearchParams(search)],
  }
}
