// The one way to the sandbox: the control API by its typed client, the vendors' own paths as the vendor's user interface would ask
// them, and the inbox. Nothing here knows a key: the server adds credentials where a path wants them.

import { SandboxError } from '../../../../mocks/kit/sandbox-error.ts'
import { createClient } from '../../../client.ts'
import { base } from './address.ts'

const send = (path: string, init?: RequestInit): Promise<Response> => fetch(base + path, init)

/** Each operation of the control API as a call. A refusal rejects with SandboxError: `problem` and `remedy` are what to show. */
export const client = createClient(send)

interface Ask {
  method?: string
  body?: unknown
  signal?: AbortSignal | undefined
}

/**
 * Asks a vendor's own path as somebody who is signed in, for example `vendor('/v1/applications')`. A refusal of the vendor rejects with
 * SandboxError too, with the vendor's words.
 */
export async function vendor<T>(path: string, { method = 'GET', body, signal }: Ask = {}): Promise<T> {
  return answerOf<T>(await send(`/_sandbox/signed-in${path}`, withBody({ method, body, signal })))
}

/** Asks the inbox, in Mailpit's words: `inbox('/api/v1/messages')`. */
export async function inbox<T>(path: string, { method = 'GET', body, signal }: Ask = {}): Promise<T> {
  return answerOf<T>(await send(inboxPath(path), withBody({ method, body, signal })))
}

/** Where the inbox is for a frame, a picture or a download. */
const inboxPath = (path: string): string => `/_sandbox/inbox${path}`
export const inboxHref = (path: string): string => base + inboxPath(path)

function withBody({ method, body, signal }: Ask): RequestInit {
  const init: RequestInit = { method: method ?? 'GET', signal: signal ?? null }
  if (body === undefined) return init
  return { ...init, body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
}

async function answerOf<T>(response: Response): Promise<T> {
  const text = await response.text()
  const isJson = (response.headers.get('content-type') ?? '').includes('json')
  const answer = isJson ? jsonOf(text) : undefined
  if (response.ok) return (answer ?? text) as T
  throw refusalOf(response, answer, text)
}

/** What says that it is JSON and is none is undefined. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The three shapes of an error: the sandbox's own, Talon.One's with `message`, Bloomreach's with `errors`; Mailpit's is text. */
function refusalOf(response: Response, answer: unknown, text: string): SandboxError {
  const { error, message, errors, Error: title } = (answer ?? {}) as Record<string, unknown>
  if (typeof error === 'object' && error !== null) return SandboxError.fromBody(error as never)
  const said = message ?? (errors === undefined ? undefined : textOf(errors)) ?? title ?? error ?? text
  return new SandboxError(
    response.headers.get('x-sandbox-reason') ?? `status-${response.status}`,
    `${response.status}: ${typeof said === 'string' && said !== '' ? said : response.statusText}`,
    { remedy: response.headers.get('x-sandbox-hint') ?? undefined },
  )
}

const textOf = (errors: unknown): string =>
  (Array.isArray(errors) ? errors : [errors])
    .map(one => (typeof one === 'string' ? one : ((one as { title?: string }).title ?? JSON.stringify(one))))
    .join('; ')
