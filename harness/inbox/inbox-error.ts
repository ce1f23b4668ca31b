// The inbox's error answers: a plain sentence with 400 or 404, except for the send API, which answers JSON.
import type { ContentfulStatusCode } from 'hono/utils/http-status'

export class InboxError extends Error {
  override readonly name = 'InboxError'
  readonly status: ContentfulStatusCode

  constructor(status: ContentfulStatusCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.status = status
  }
}

export function badRequest(message: string, options?: ErrorOptions): InboxError {
  return new InboxError(400, message, options)
}

export function notFound(message = '404 page not found'): InboxError {
  return new InboxError(404, message)
}
