// Talon.One's error bodies. Operations throw a Refusal, which knows no path; the house's onError gives it the shape of the API that was called.
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { ApiError } from '../kit/api-error.ts'
import type { Facts, SandboxReason } from '../kit/reason.ts'
import type { ReasonOf, TalonOneReason } from './reasons.ts'

/** [D] Integration API, APIError: `source` has exactly one of pointer, parameter, line. */
export interface ErrorDetail {
  title: string
  details?: string
  source: { pointer: string } | { parameter: string } | { line: string }
}

interface Details {
  hint?: string | undefined
  facts?: Facts | undefined
  errors?: ErrorDetail[] | undefined
}

interface RefusalOptions extends Details {
  /** Left out by a planned fault, of which is said already that it was planned. */
  reason?: SandboxReason | TalonOneReason | undefined
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

/** With a code that the table of reasons has for this status. */
const refusal = <Status extends ContentfulStatusCode>(
  status: Status,
  words: string,
  why: Details & { reason: ReasonOf<Status> },
): Refusal => new Refusal(status, words, why)

export const badRequest = (reason: ReasonOf<400>, words: string, details?: Details): Refusal =>
  refusal(400, words, { reason, ...details })

/** One query parameter or header is wrong. The wording is ours: no text is published. */
export const invalidParameter = (name: string, problem: string, hint?: string): Refusal =>
  wrongParameter('invalid-parameter', name, { problem, hint })

export const missingParameter = (name: string): Refusal =>
  wrongParameter('missing-parameter', name, { problem: 'the parameter is required' })

/** Given, but with nothing in it: whoever filled it in had nothing to say. */
export const emptyParameter = (name: string): Refusal =>
  wrongParameter('empty-parameter', name, { problem: 'the parameter is required' })

const wrongParameter = (
  reason: ReasonOf<400>,
  name: string,
  { problem, hint }: { problem: string; hint?: string | undefined },
): Refusal =>
  badRequest(reason, `Invalid value for ${name}: ${problem}`, {
    facts: { parameter: name, problem },
    hint,
    errors: [{ title: 'Invalid value', details: problem, source: { parameter: name } }],
  })

/** [D] errors page, sample of a 400. */
export const INVALID = 'The submitted data was invalid'

export const wrongAttributes = (errors: ErrorDetail[]): Refusal =>
  badRequest('wrong-attributes', INVALID, {
    errors,
    facts: { attributes: errors.map(({ source }) => attributeOf(source)).join(', ') },
    hint: `${errors.map(({ source, details }) => `${attributeOf(source)}: ${details}`).join('; ')} Attributes must exist before a call sets them: define them in the world file or with POST /v1/attributes. In a query string a value is typed by its look; put text that looks like a number or boolean in double quotes.`,
  })

const attributeOf = (source: ErrorDetail['source']): string =>
  'pointer' in source ? source.pointer.slice(source.pointer.lastIndexOf('/') + 1) : ''

/** One body field is wrong. */
export const invalidField = (pointer: string, problem: string, hint?: string): Refusal =>
  badRequest('invalid-field', `Invalid value for ${pointer}: ${problem}`, {
    facts: { field: pointer, problem },
    hint,
    errors: [{ title: 'Invalid value', details: problem, source: { pointer } }],
  })

/** The vendor has this, the sandbox has not: said by name, never answered as if it had been heard. */
export const notEmulated = (what: string, hint?: string): Refusal =>
  new Refusal(501, `The sandbox does not emulate ${what}`, {
    reason: 'not-emulated',
    facts: { what },
    hint: hint ?? `The vendor describes ${what}; leave it out.`,
  })

/** [D] Third-party API, 401: "Missing Session Token" when no credentials are sent. */
export const missingCredentials = (hint: string): Refusal =>
  refusal(401, 'Missing Session Token', {
    reason: 'missing-credentials',
    facts: { header: 'Authorization' },
    hint,
  })

/** [D] Integration API, 401: "Unauthorized - Invalid API key". The third-party wording is not published. */
export const invalidKey = (reason: ReasonOf<401>, hint: string, facts?: Facts): Refusal =>
  refusal(401, 'Invalid API key', { reason, facts, hint })

/** [D] Third-party API, 404: "Not Found". */
export const notFound = (reason: ReasonOf<404>, hint: string, facts?: Facts): Refusal =>
  refusal(404, 'Not Found', { reason, facts, hint })

/** What is there, or 404 with the reason why it is not. */
export function present<T>(record: T | undefined, reason: ReasonOf<404>, hint: string, facts?: Facts): T {
  if (record === undefined) throw notFound(reason, hint, facts)
  return record
}

/** [C] READMEs of the vendor's SDKs warn of a base URL that ends in a slash. No path of the vendor has such a place. */
export const malformedPath = (path: string, meant: string): Refusal =>
  notFound(
    'malformed-path',
    `There is a slash too many in ${path}, or an id in it is empty. Call ${meant}.`,
    { path: meant },
  )

export const unknownProfile = (id: string): Refusal =>
  notFound('missing-profile', `No customer profile has the integration ID ${JSON.stringify(id)}.`, {
    profile: id,
  })

export const conflict = (reason: ReasonOf<409>, words: string, details?: Details): Refusal =>
  refusal(409, words, { reason, ...details })

export const methodNotAllowed = (reason: ReasonOf<405>, hint: string, facts?: Facts): Refusal =>
  refusal(405, 'Method Not Allowed', { reason, facts, hint })

export const bodyTooLarge = (largest: number, of: 'bytes' | 'members' = 'bytes'): Refusal =>
  refusal(413, 'Request Entity Too Large', {
    reason: 'body-too-large',
    facts: { largest },
    hint: `The body has more than ${largest} ${of}.`,
  })

export const unsupportedContentType = (contentType: string): Refusal =>
  refusal(415, 'Unsupported Media Type', {
    reason: 'unsupported-content-type',
    facts: { contentType },
    hint: `Send JSON with the header content-type: application/json, not ${contentType}.`,
  })

/** [D] Third-party API, 429. */
export const tooManyRequests = (hint: string, facts?: Facts): Refusal =>
  refusal(429, 'Too many requests', { reason: 'too-many-requests', facts, hint })

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
