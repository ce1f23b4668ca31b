// The error bodies of Bloomreach Engagement, one constructor for each form that is documented. They are not uniform,
// and are copied byte for byte. Pages are under documentation.bloomreach.com/engagement/reference unless said.
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { ApiError } from '../kit/api-error.ts'
import type { BloomreachSettings } from './settings.ts'

/** [D] tracking-api-error-messages: no id in `customer_ids`, in a single call and inside a batch. */
const AT_LEAST_ONE_ID = 'At least one id should be specified.'

export const atLeastOneId = () =>
  new ApiError(400, { success: false, errors: [AT_LEAST_ONE_ID] }, { hint: ID_HINT })

/** [D] support 19231102135453: the same on the support page, with status 200. */
export const atLeastOneValidId = () =>
  new ApiError(
    200,
    { success: false, errors: ['At least one valid id should be specified'] },
    { hint: ID_HINT },
  )

const ID_HINT =
  'customer_ids holds no usable id: a text with at least one letter or digit that is not "null" or "undefined".'

/** [D] tracking-api-request-body-errors: a batch with no commands, or without the list. */
export const noCommands = () => new ApiError(400, { success: false, message: 'No commands' })

/** [D] tracking-api-request-body-errors: a command of a batch is not an object. Also for every body that is not JSON. */
export const invalidJson = (hint?: string) =>
  new ApiError(400, { success: false, message: 'Invalid JSON' }, { hint })

/** [D] tracking-api-authorization-errors: the project token has not the form of one. */
export const invalidProjectId = (hint?: string) =>
  new ApiError(400, { success: false, error: 'Invalid project id' }, { hint })

/** [D] tracking-api-authorization-errors: a project token of another project. */
export const couldNotAuthenticate = (hint?: string) =>
  new ApiError(400, { success: false, error: 'Could not authenticate' }, { hint })

/** [D] support 19231102135453: the key is unknown. [C] also: a public key where a private one is needed. */
export const accessKeyNotFound = (hint?: string) =>
  new ApiError(401, { success: false, error: 'Access key not found' }, { hint })

/** [D] support 19231102135453: the secret does not belong to the key. */
export const invalidSecret = (hint?: string) =>
  new ApiError(403, { success: false, error: 'invalid secret' }, { hint })

/** [C] 403 when the API group lacks the permission; the words are those of the "no permission" answer. */
export const noPermission = (hint: string) =>
  new ApiError(403, { success: false, errors: ['no permission'] }, { hint })

/** [D] support 19231102135453: missing permission on an event type comes with 200. */
export const notAuthorizedForEvent = (hint: string) =>
  new ApiError(200, { success: false, errors: ['Not authorized to add event of specified type'] }, { hint })

/** [D] support 19231102135453. */
export const noPermissionToExport = (hint: string) =>
  new ApiError(403, { success: false, errors: ['No permission to export customer'] }, { hint })

/** [D] support 19231102135453; [C] the body. */
export const customerDoesNotExist = (hint?: string) =>
  new ApiError(404, { errors: { _global: ['Customer does not exist'] }, success: false }, { hint })

/** [C] api-evangelist/bloomreach: a path that the service does not know; a wrong method is answered alike (guess). */
export const unknownRoute = (status: 404 | 405 = 404, hint?: string) =>
  new ApiError(status, { errors: { code: status, description: DESCRIPTIONS[status] } }, { hint })

const DESCRIPTIONS = {
  404: 'The requested URL was not found on the server. If you entered the URL manually please check your spelling and try again.',
  405: 'The method is not allowed for the requested URL.',
}

/** [D] catalog-api-overview-2: there is no catalog, or no item, of this id. */
export const unknownCatalogId = (hint: string) =>
  new ApiError(404, { errors: { _global: [DESCRIPTIONS[404]] }, success: false }, { hint })

/** Guess: in the form that the Catalog API's documented errors share (catalog-api-overview-2, bulk-delete-catalog-items). */
export const catalogRefusal = (message: string, hint?: string) =>
  new ApiError(400, { errors: { _global: [message] }, success: false }, { hint })

/** [D] update-a-catalog-item-2: "a catalog schema validation error"; the words after it are a guess. */
export const catalogSchemaError = (problem: string) =>
  catalogRefusal(`Catalog schema validation error: ${problem}`)

/** [D] tracking-api-overview-2: above the limit requests get 429 and their data is dropped. The body is a guess. */
export const tooManyRequests = (hint?: string) =>
  new ApiError(429, { success: false, errors: ['Too many requests'] }, { hint })

/** A field is missing or has the wrong type. Guess: the form of the single-call errors. */
export const invalidField = (message: string, hint?: string) =>
  new ApiError(400, { success: false, errors: [message] }, { hint })

/** Guess: the form of the single-call errors. */
export const bodyTooLarge = (hint: string) =>
  new ApiError(413, { success: false, errors: ['Request entity too large'] }, { hint })

/** [C] bloomreach-transactional-email: "Missing params: A, B". */
export const missingParams = (names: readonly string[]) => invalidField(`Missing params: ${names.join(', ')}`)

/** [C] bloomreach-transactional-email: errors.email_content.template_id holds one of these texts. */
export const templateNotFound = (
  id: string,
  { unknownTemplate }: Pick<BloomreachSettings, 'unknownTemplate'>,
) =>
  new ApiError(400, {
    errors: { email_content: { template_id: [TEMPLATE_TEXTS[unknownTemplate](id)] } },
  })

const TEMPLATE_TEXTS = {
  'not found': (id: string) => `Template ${JSON.stringify(id)} not found`,
  'no such an email design': (_: string) => 'no such an email design',
}

/** [C] bloomreach-transactional-email: "is on" and "is in" are both seen. */
export const onSuppressionList = (
  hint: string,
  { suppressedRecipient }: Pick<BloomreachSettings, 'suppressedRecipient'>,
) =>
  new ApiError(
    400,
    { errors: [`Email address or domain ${suppressedRecipient} the suppression list`] },
    { hint },
  )

/** [D] support 19231102135453: comes with 200. */
export const personalizationFailed = (hint: string) =>
  new ApiError(200, { success: false, errors: ['Failed to prepare personalization for template'] }, { hint })

/** [C] bloomreach-transactional-email: 502 when the email provider refused; the words around it are a guess. */
export const providerFailed = (message: string) => new ApiError(502, { success: false, errors: [message] })

/** The vendor's form for a status that a fault asks for. */
export function vendorError(status: number): ApiError {
  if (status === 404) return new ApiError(404, unknownRoute().body)
  if (status === 429) return new ApiError(429, tooManyRequests().body)
  return new ApiError(status as ContentfulStatusCode, { success: false, errors: [`Error ${status}`] })
}
