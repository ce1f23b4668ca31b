// Talon.One's error bodies. Operations throw a Refusal, which knows no path; the house's onError gives it the shape of the API that was called.
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { ApiError } from '../kit/api-error.ts'

/** [D] Integration API, APIError: `source` has exactly one of pointer, parameter, line. */
export interface ErrorDetail {
  title: string
  details?: string
  source: { pointer: string } | { parameter: string } | { line: string }
}

interface RefusalOptions {
  hint?: string | undefined
  errors?: ErrorDetail[] | undefined
}

/** Its body is that of the Integration and Management APIs: [D] ErrorResponseWithStatus, capital S and C. */
export class Refusal extends ApiError {
  readonly reason: string
  readonly #errors: readonly ErrorDetail[]

  constructor(status: ContentfulStatusCode, reason: string, { hint, errors = [] }: RefusalOptions = {}) {
    super(status, { message: reason, errors, StatusCode: status }, { hint })
    this.reason = reason
    this.#errors = errors
  }

  /** [D] ErrorResponse. */
  get plainBody(): { message: string; errors: readonly ErrorDetail[] } {
    return { message: this.reason, errors: this.#errors }
  }

  /** [D] Third-party API: one body for every endpoint. It has no place for details, so they stay out. */
  thirdPartyBody(requestId: string): { StatusCode: number; Error: string; RequestUUID: string } {
    return { StatusCode: this.status, Error: this.reason, RequestUUID: requestId }
  }
}

export const badRequest = (reason: string, options?: RefusalOptions): Refusal =>
  new Refusal(400, reason, options)

/** One query parameter, header or body field is wrong. The wording is ours: no text is published. */
export const invalidParameter = (name: string, problem: string, hint?: string): Refusal =>
  badRequest(`Invalid value for ${name}: ${problem}`, {
    hint,
    errors: [{ title: 'Invalid value', details: problem, source: { parameter: name } }],
  })

export const invalidField = (pointer: string, problem: string, hint?: string): Refusal =>
  badRequest(`Invalid value for ${pointer}: ${problem}`, {
    hint,
    errors: [{ title: 'Invalid value', details: problem, source: { pointer } }],
  })

/** [D] Third-party API, 401: "Missing Session Token" when no credentials are sent. */
export const missingCredentials = (hint: string): Refusal =>
  new Refusal(401, 'Missing Session Token', { hint })

/** [D] Integration API, 401: "Unauthorized - Invalid API key". The third-party wording is not published. */
export const invalidKey = (hint: string): Refusal => new Refusal(401, 'Invalid API key', { hint })

/** [D] Third-party API, 404: "Not Found". */
export const notFound = (hint?: string): Refusal => new Refusal(404, 'Not Found', { hint })

export const conflict = (reason: string, hint?: string): Refusal => new Refusal(409, reason, { hint })

/** [D] Third-party API, 429. */
export const tooManyRequests = (hint?: string): Refusal => new Refusal(429, 'Too many requests', { hint })

const REASONS: Record<number, string> = {
  400: 'Bad Request',
  401: 'Missing Session Token',
  404: 'Not Found',
  405: 'Method Not Allowed',
  409: 'Conflict',
  415: 'Unsupported Media Type',
  429: 'Too many requests',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
}

/** A planned fault in this vendor's words; the hint says that it was planned. */
export const refusalFor = (status: number, hint?: string): Refusal =>
  new Refusal(status as ContentfulStatusCode, REASONS[status] ?? `Error ${status}`, { hint })
