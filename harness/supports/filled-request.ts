// A recorded call as a request to the emulator: the world's ids in the places of the tenant's, no recorded credential.
import { isPlace, type KnownOperation } from './known-operation.ts'
import type { RecordedCall } from './recorded-call.ts'
import { plainName, type StandIns } from './stand-ins.ts'

/** What would carry a tenant's secret, or what a request of our own says by itself. */
const LEFT_OUT =
  /^(?:authorization|cookie|proxy-.*|x-api-key|host|content-length|connection|accept-encoding|:.*)$/

export function filledRequest(
  call: RecordedCall,
  operation: KnownOperation | undefined,
  stand: StandIns,
): Request {
  const path = filledPath(call.path, operation?.path, stand)
  const url = new URL(`http://sandbox.internal${path.startsWith('/') ? '' : '/'}${path}`)
  for (const [name, value] of call.query) url.searchParams.append(name, filled(name, value, stand))
  const headers = new Headers({ 'destination-hostname': stand.hostname })
  for (const [name, value] of Object.entries(call.headers)) {
    if (!LEFT_OUT.test(name) && name !== 'destination-hostname') trySet(headers, name, value)
  }
  const hasBody = call.body !== undefined && !['GET', 'HEAD'].includes(call.method)
  if (hasBody && !headers.has('content-type')) headers.set('content-type', 'application/json')
  const body = hasBody ? filledBody(call.body ?? '', stand) : undefined
  return new Request(url, { method: call.method, headers, ...(body === undefined ? {} : { body }) })
}

function trySet(headers: Headers, name: string, value: string): void {
  try {
    headers.set(name, value)
  } catch {
    // A name or value that no HTTP client could send: a placeholder of the file.
  }
}

function filledPath(path: string, pattern: string | undefined, stand: StandIns): string {
  const places = pattern?.split('/') ?? []
  return path
    .split('/')
    .map((part, index) => {
      const place = places[index]
      if (place !== undefined && isPlace(place)) return encodeURIComponent(filled(place, part, stand))
      return isPlace(part) ? encodeURIComponent(filled(part, part, stand)) : part
    })
    .join('/')
}

/** The world's id of this name; a placeholder without one is `1`, and any other value stays. */
function filled(name: string, value: string, { ids }: StandIns): string {
  const known = ids.get(plainName(name)) ?? ids.get(plainName(value))
  if (known !== undefined) return String(known)
  return isPlace(value) ? '1' : value
}

function filledBody(text: string, stand: StandIns): string {
  const plain = text.replaceAll(/\{\{([^{}]*)\}\}/g, (_, name: string) =>
    String(stand.ids.get(plainName(name)) ?? 1),
  )
  try {
    return JSON.stringify(JSON.parse(plain, (name, value) => standIn(name, value, stand)))
  } catch {
    return plain
  }
}

/** Texts and numbers with the name of an id; a list of ids keeps one. */
function standIn(name: string, value: unknown, { ids }: StandIns): unknown {
  const one = ids.get(plainName(name))
  if (one !== undefined && ['string', 'number'].includes(typeof value)) return one
  const each = ids.get(plainName(name).replace(/s$/, ''))
  return each !== undefined && Array.isArray(value) ? [each] : value
}
