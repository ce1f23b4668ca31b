// The error bodies of Bloomreach Engagement, one constructor for each form that is documented. They are not uniform,
// and are copied byte for byte. Pages are under documentation.bloomreach.com/engagement/reference unless said.
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { ApiError } from '../kit/api-error.ts'
import type { Facts } from '../kit/reason.ts'
import type { ReasonOf } from './reasons.ts'
import type { BloomreachSettings } from './settings.ts'

interface Why<Status extends number> {
  reason: ReasonOf<Status>
  facts?: Facts | undefined
  hint?: string | undefined
}

/** The table says which reasons may come with which status. */
const refusal = <Status extends ContentfulStatusCode>(status: Status, body: object, why: Why<Status>) =>
  new ApiError(status, body, why)

/** [D] tracking-api-error-messages: no id in `customer_ids`, in a single call and inside a batch. */
const AT_LEAST_ONE_ID = 'At least one id should be specified.'

export const atLeastOneId = () => refusal(400, { success: false, errors: [AT_LEAST_ONE_ID] }, NO_ID)

/** [D] support 19231102135453: the same on the support page, with status 200. */
export const atLeastOneValidId = () =>
  refusal(200, { success: false, errors: ['At least one valid id should be specified'] }, NO_ID)

const NO_ID = {
  reason: 'invalid-customer-ids',
  hint: 'customer_ids holds no usable id: a text with at least one letter or digit that is not "null" or "undefined".',
} as const

/** [D] tracking-api-request-body-errors: a batch with no commands, or without the list. */
export const noCommands = () =>
  refusal(400, { success: false, message: 'No commands' }, { reason: 'no-commands' })

/** [D] tracking-api-request-body-errors: a command of a batch is not an object. Also for every body that is not JSON. */
export const invalidJson = (
  hint?: string,
  reason: 'invalid-json' | 'unsupported-encoding' = 'invalid-json',
) => refusal(400, { success: false, message: 'Invalid JSON' }, { reason, hint })

/** [D] tracking-api-authorization-errors: the project token has not the form of one. */
export const invalidProjectId = (hint: string) =>
  refusal(400, { success: false, error: 'Invalid project id' }, { reason: 'invalid-project-token', hint })

/** [D] tracking-api-authorization-errors: a project token of another project. */
export const couldNotAuthenticate = (hint: string) =>
  refusal(400, { success: false, error: 'Could not authenticate' }, { reason: 'other-project', hint })

/** [D] support 19231102135453: the key is unknown. [C] also: a public key where a private one is needed. */
export const accessKeyNotFound = (reason: ReasonOf<401>, hint: string) =>
  refusal(401, { success: false, error: 'Access key not found' }, { reason, hint })

/** [D] support 19231102135453: the secret does not belong to the key. */
export const invalidSecret = (hint: string) =>
  refusal(403, { success: false, error: 'invalid secret' }, { reason: 'wrong-secret', hint })

/** [C] 403 when the API group lacks the permission; the words are those of the "no permission" answer. */
export const noPermission = (why: Why<403>) =>
  refusal(403, { success: false, errors: ['no permission'] }, why)

/** [D] support 19231102135453: missing permission on an event type comes with 200. */
export const notAuthorizedForEvent = (hint: string, facts: Facts) =>
  refusal(
    200,
    { success: false, errors: ['Not authorized to add event of specified type'] },
    { reason: 'event-type-not-allowed', facts, hint },
  )

/** [D] support 19231102135453. */
export const noPermissionToExport = (why: Why<403>) =>
  refusal(403, { success: false, errors: ['No permission to export customer'] }, why)

/** [D] support 19231102135453; [C] the body. */
export const customerDoesNotExist = (hint?: string) =>
  refusal(
    404,
    { errors: { _global: ['Customer does not exist'] }, success: false },
    { reason: 'customer-not-found', hint },
  )

/** [C] api-evangelist/bloomreach: a path that the service does not know; a wrong method is answered alike (guess). */
export const unknownRoute = (why: Why<404> = { reason: 'unknown-path' }) => refusal(404, routeBody(404), why)

export const wrongMethod = () => refusal(405, routeBody(405), { reason: 'wrong-method' })

const routeBody = (status: 404 | 405) => ({ errors: { code: status, description: DESCRIPTIONS[status] } })

const DESCRIPTIONS = {
  404: 'The requested URL was not found on the server. If you entered the URL manually please check your spelling and try again.',
  405: 'The method is not allowed for the requested URL.',
}

/** [D] catalog-api-overview-2: there is no catalog, or no item, of this id. */
export const unknownCatalogId = (why: Why<404>) =>
  refusal(404, { errors: { _global: [DESCRIPTIONS[404]] }, success: false }, why)

/** Guess: in the form that the Catalog API's documented errors share (catalog-api-overview-2, bulk-delete-catalog-items). */
export const catalogRefusal = (message: string, why: Why<400>) =>
  refusal(400, { errors: { _global: [message] }, success: false }, why)

/** [D] update-a-catalog-item-2: "a catalog schema validation error"; the words after it are a guess. */
export const catalogSchemaError = (problem: string) =>
  catalogRefusal(`Catalog schema validation error: ${problem}`, { reason: 'catalog-schema' })

/** [D] tracking-api-overview-2: above the limit requests get 429 and their data is dropped. The body is a guess. */
export const tooManyRequests = (reason: ReasonOf<429>, hint: string) =>
  refusal(429, TOO_MANY_REQUESTS, { reason, hint })

const TOO_MANY_REQUESTS = { success: false, errors: ['Too many requests'] }

/** A field is missing or has the wrong type. Guess: the form of the single-call errors. */
export const invalidField = (field: string, problem: string, hint?: string) =>
  badRequest(`${field}: ${problem}`, { reason: 'invalid-field', facts: { field }, hint })

/** In the same form. */
export const badRequest = (message: string, why: Why<400>) =>
  refusal(400, { success: false, errors: [message] }, why)

/** A command of a batch. */
export const unknownCommand = (name: unknown) =>
  badRequest(`Unknown command ${JSON.stringify(name ?? null)}`, { reason: 'unknown-command' })

/** Guess: the form of the single-call errors. */
export const bodyTooLarge = (hint: string) =>
  refusal(413, { success: false, errors: ['Request entity too large'] }, { reason: 'body-too-large', hint })

/** [C] bloomreach-transactional-email: "Missing params: A, B". */
export const missingParams = (names: readonly string[]) =>
  badRequest(`Missing params: ${names.join(', ')}`, {
    reason: 'missing-params',
    facts: { fields: names.join(', ') },
  })

/** [C] bloomreach-transactional-email: errors.email_content.template_id holds one of these texts. */
export const templateNotFound = (
  id: string,
  { unknownTemplate }: Pick<BloomreachSettings, 'unknownTemplate'>,
) =>
  refusal(
    400,
    { errors: { email_content: { template_id: [TEMPLATE_TEXTS[unknownTemplate](id)] } } },
    { reason: 'template-not-found', facts: { template: id } },
  )

const TEMPLATE_TEXTS = {
  'not found': (id: string) => `Template ${JSON.stringify(id)} not found`,
  'no such an email design': (_: string) => 'no such an email design',
}

/** [C] bloomreach-transactional-email: "is on" and "is in" are both seen. */
export const onSuppressionList = (
  hint: string,
  { suppressedRecipient }: Pick<BloomreachSettings, 'suppressedRecipient'>,
) =>
  refusal(
    400,
    { errors: [`Email address or domain ${suppressedRecipient} the suppression list`] },
    { reason: 'suppressed-recipient', hint },
  )

/** [D] support 19231102135453: comes with 200. */
export const personalizationFailed = (hint: string) =>
  refusal(
    200,
    { success: false, errors: ['Failed to prepare personalization for template'] },
    { reason: 'personalization-failed', hint },
  )

/** [C] bloomreach-transactional-email: 502 when the email provider refused; the words around it are a guess. */
export const providerFailed = (message: string) =>
  refusal(502, { success: false, errors: [message] }, { reason: 'provider-failed' })

/** The vendor's form for a status that a fault asks for; that it was planned is said already. */
export function vendorError(status: number): ApiError {
  if (status === 404) return new ApiError(404, routeBody(404))
  if (status === 429) return new ApiError(429, TOO_MANY_REQUESTS)
  return new ApiError(status as ContentfulStatusCode, { success: false, errors: [`Error ${status}`] })
}
