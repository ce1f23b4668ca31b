// An answer before it is one of Hono or of Node: the vendor's body, with the sandbox's own headers around it.
import { addReason, type Exchange } from '../../kit/record-requests.ts'
import type { KeptHeaders } from '../../kit/traffic/exchange.ts'

export interface Answer {
  status: number
  body: unknown
}

/** What an operation says of a request: its answer, or that it first wants the body. */
export type Beginning = Answer | ((body: string) => Answer)

export const ok = (body: unknown): Answer => ({ status: 200, body })

/** A plain object: Node sends it without building a Headers first. */
export function answerHeaders(c: Exchange): Record<string, string> {
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    'x-sandbox-request-id': c.get('requestId'),
  }
  if (c.get('reason') === 'not-emulated') headers['x-sandbox'] = 'not-emulated'
  return addReason(headers, c)
}

/** Those of them that are kept: how long it is and which request it answers is known without. */
export const keptHeaders = (c: Exchange): KeptHeaders =>
  c.get('reason') === undefined ? JUST_JSON : { 'content-type': 'application/json', ...addReason({}, c) }

const JUST_JSON: KeptHeaders = ['content-type', 'application/json']

export function respond(c: Exchange, { status, body }: Answer): Response {
  const text = JSON.stringify(body)
  c.set('answered', text)
  return new Response(text, { status, headers: answerHeaders(c) })
}
