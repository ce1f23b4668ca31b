// Talon.One's error bodies. Operations throw a Refusal, which knows no path; the house's onError gives it the shape of the API that was called.
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { ApiError } from '../kit/api-error.ts'
import type { Explanation } from '../kit/reason.ts'

/** [D] Integration API, APIError: `source` has exactly one of pointer, parameter, line. */
export interface ErrorDetail {
  title: string
  details?: string
  source: { pointer: string } | { parameter: string } | { line: string }
}

interface RefusalOptions extends Explanation {
  errors?: ErrorDetail[] | undefined
}

/** Its body is that of the Integration and Management APIs: [D] ErrorResponseWithStatus, capital S and C. */
export class Refusal extends ApiError {
  /** The vendor's own. */
  readonly words: string
  readonly #errors: readonly ErrorDetail[]

  constructor(status: ContentfulStatusCode, words: string, { errors = [], ...why }: RefusalOptions = {}) {
    super(status, { message: words, errors, StatusCode: status }, why)
    this.words = words
    this.#errors = errors
  }

  /** [D] ErrorResponse. */
  get plainBody(): { message: string; errors: readonly ErrorDetail[] } {
    return { message: this.words, errors: this.#errors }
  }

  /** [D] Third-party API: one body for every endpoint. It has no place for details, so they stay out. */
  thirdPartyBody(requestId: string): { StatusCode: number; Error: string; RequestUUID: string } {
    return { StatusCode: this.status, Error: this.words, RequestUUID: requestId }
  }
}

export const badRequest = (reason: string, options?: RefusalOptions): Refusal =>
  new Refusal(400, reason, options)

/** One query parameter, header or body field is wrong. The wording is ours: no text is published. */
export const invalidParameter = (name: string, problem: string, hint?: string): Refusal =>
  badRequest(`Invalid value for ${name}: ${problem}`, {
    reason: 'invalid-parameter',
    facts: { parameter: name },
    hint,
    errors: [{ title: 'Invalid value', details: problem, source: { parameter: name } }],
  })

export const invalidField = (pointer: string, problem: string, hint?: string): Refusal =>
  badRequest(`Invalid value for ${pointer}: ${problem}`, {
    reason: 'invalid-field',
    facts: { field: pointer },
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

const WORDS: Record<number, string> = {
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

/** A planned fault in this vendor's words; that it was planned is said already. */
export const refusalFor = (status: number): Refusal =>
  new Refusal(status as ContentfulStatusCode, WORDS[status] ?? `Error ${status}`)
