// An answer before it is one of Hono or of Node: the vendor's body, with the sandbox's own headers around it.
import { type Exchange, headerText } from '../../kit/record-requests.ts'

export interface Answer {
  status: number
  body: unknown
}

export const ok = (body: unknown): Answer => ({ status: 200, body })

/** A plain object: Node sends it without building a Headers first. */
export function answerHeaders(c: Exchange): Record<string, string> {
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    'x-sandbox-request-id': c.get('requestId'),
  }
  const hint = c.get('hint')
  if (hint !== undefined) headers['x-sandbox-hint'] = headerText(hint)
  return headers
}

export const respond = (c: Exchange, { status, body }: Answer): Response =>
  new Response(JSON.stringify(body), { status, headers: answerHeaders(c) })
