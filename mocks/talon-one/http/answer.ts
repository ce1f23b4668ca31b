// An answer before it is one of Hono or of Node: the vendor's body, with the sandbox's own headers around it.
import { addReason, type Exchange } from '../../kit/record-requests.ts'
import type { KeptHeaders } from '../../kit/traffic/exchange.ts'

export interface Answer {
  readonly status: number
  /** Null: there is no body. */
  readonly text: string | null
  readonly type: string
}

const JSON_TYPE = 'application/json'

/** What an operation says of a request: its answer, or that it first wants the body. */
export type Beginning = Answer | ((body: string) => Answer)

export const json = (body: unknown, status = 200): Answer => written(JSON.stringify(body), status)

/** A body that is written already. */
export const written = (text: string | null, status = 200, type = JSON_TYPE): Answer => ({
  status,
  text,
  type,
})

/** A plain object: Node sends it without building a Headers first. */
export function answerHeaders(c: Exchange, { text, type }: Answer): Record<string, string> {
  const headers: Record<string, string> =
    text === null
      ? { 'x-sandbox-request-id': c.get('requestId') }
      : { 'content-type': type, 'x-sandbox-request-id': c.get('requestId') }
  if (c.get('reason') === 'not-emulated') headers['x-sandbox'] = 'not-emulated'
  return addReason(headers, c)
}

/** Those of them that are kept: how long it is and which request it answers is known without. */
export function keptHeaders(c: Exchange, { text, type }: Answer): KeptHeaders {
  if (c.get('reason') === undefined && type === JSON_TYPE) return text === null ? NO_HEADERS : JUST_JSON
  return addReason(text === null ? {} : { 'content-type': type }, c)
}

const JUST_JSON: KeptHeaders = ['content-type', JSON_TYPE]
const NO_HEADERS: KeptHeaders = []

export function respond(c: Exchange, answer: Answer): Response {
  const { status, text } = answer
  c.set('answered', text)
  return new Response(text, { status, headers: answerHeaders(c, answer) })
}
