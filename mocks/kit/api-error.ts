// A vendor's own error answer, thrown by operations and sent by that house's single onError.
import type { ContentfulStatusCode } from 'hono/utils/http-status'

/**
 * A vendor's answer that is not a success. `body` is sent byte for byte as JSON (a string is sent as text);
 * `hint` says to the person behind the client what the vendor's body cannot say (header `x-sandbox-hint`).
 */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly status: ContentfulStatusCode
  readonly body: unknown
  readonly hint: string | undefined

  constructor(status: ContentfulStatusCode, body: unknown, options: { hint?: string | undefined } = {}) {
    super(`vendor answer ${status}`)
    this.status = status
    this.body = body
    this.hint = options.hint
  }
}
