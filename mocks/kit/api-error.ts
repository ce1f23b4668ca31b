// A vendor's own error answer, thrown by operations and sent by that house's single onError.
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { Explanation, Facts } from './reason.ts'

/**
 * A vendor's answer that is not a success. `body` is sent byte for byte as JSON (a string is sent as text). `reason` and
 * `facts` say as data, `hint` in words what the vendor's body cannot say (headers `x-sandbox-reason`, `x-sandbox-hint`).
 */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly status: ContentfulStatusCode
  readonly body: unknown
  readonly reason: string | undefined
  readonly facts: Facts | undefined
  readonly hint: string | undefined

  constructor(status: ContentfulStatusCode, body: unknown, { reason, facts, hint }: Explanation = {}) {
    super(`vendor answer ${status}`)
    this.status = status
    this.body = body
    this.reason = reason
    this.facts = facts
    this.hint = hint
  }
}
