// The error bodies of Bloomreach Engagement, one constructor for each form that is documented. They are not uniform,
// and are copied byte for byte. Pages are under documentation.bloomreach.com/engagement/reference unless said.
import { ApiError } from '../kit/api-error.ts'

type Options = { hint?: string | undefined }

export const AT_LEAST_ONE_ID = 'At least one id should be specified.'

/** [D] tracking-api-error-messages: no id in `customer_ids`, in a single call. */
export const atLeastOneId = (hint?: string) =>
  new ApiError(400, { success: false, errors: [AT_LEAST_ONE_ID] }, { hint })

/** [D] tracking-api-request-body-errors: a batch with no commands, or none at all. */
export const noCommands = () => new ApiError(400, { success: false, message: 'No commands' })

/** [D] tracking-api-request-body-errors: a command of a batch is not an object. Also for every body that is not JSON. */
export const invalidJson = (hint?: string) =>
  new ApiError(400, { success: false, message: 'Invalid JSON' }, { hint })

/** [D] tracking-api-authorization-errors. */
export const invalidProject = (hint?: string) =>
  new ApiError(400, { success: false, error: 'Invalid project id' }, { hint })

/** [D] tracking-api-authorization-errors. */
export const couldNotAuthenticate = (hint?: string) =>
  new ApiError(400, { success: false, error: 'Could not authenticate' }, { hint })

/** [D] support 19231102135453: the key is unknown. [C] also: a public key where a private one is needed. */
export const accessKeyNotFound = (hint?: string) =>
  new ApiError(401, { success: false, error: 'Access key not found' }, { hint })

/** [D] support 19231102135453: the secret does not belong to the key. */
export const invalidSecret = (hint?: string) =>
  new ApiError(403, { success: false, error: 'invalid secret' }, { hint })

/** [C] 403 when the API group lacks the permission; the words are those of the "no permission" answer. */
export const noPermission = (permission: string) =>
  new ApiError(
    403,
    { success: false, error: 'no permission' },
    { hint: `The API group lacks the permission ${permission}.` },
  )

/** [D] support 19231102135453: missing permission on an event type comes with 200. */
export const notAuthorizedForEvent = (options: Options = {}) =>
  new ApiError(200, { success: false, errors: ['Not authorized to add event of specified type'] }, options)

/** [D] support 19231102135453. */
export const noPermissionToExport = (options: Options = {}) =>
  new ApiError(403, { success: false, errors: ['No permission to export customer'] }, options)

/** [D] support 19231102135453; [C] the body. */
export const customerDoesNotExist = (hint?: string) =>
  new ApiError(404, { errors: { _global: ['Customer does not exist'] }, success: false }, { hint })

/** [C] api-evangelist/bloomreach: a path or method that the service does not know. */
export const unknownRoute = (status: 404 | 405 = 404) =>
  new ApiError(status, {
    errors: {
      code: status,
      description:
        status === 404
          ? 'The requested URL was not found on the server. If you entered the URL manually please check your spelling and try again.'
          : 'The method is not allowed for the requested URL.',
    },
  })

/** [D] tracking-api-overview-2: above the limit the data is dropped. The body is a guess in the single-call form. */
export const tooManyRequests = () => new ApiError(429, { success: false, errors: ['Too many requests'] })

/** A field of the body is missing or has the wrong type. Guess: the form of the single-call errors. */
export const invalidField = (message: string, hint?: string) =>
  new ApiError(400, { success: false, errors: [message] }, { hint })
