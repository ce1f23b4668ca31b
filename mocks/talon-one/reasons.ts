// Every code that Talon.One says why with, by the statuses it comes with: who called, what the request lacked, what was not there, what a rule
// forbids; and what is only remarked ('2xx').
import { type ReasonWith, reasons } from '../kit/reason.ts'

export const TALON_ONE_REASONS = {
  ...reasons([401], {
    'missing-credentials': 'The header Authorization is missing.',
    'malformed-credentials': 'The header Authorization has no form that this API takes.',
    'credentials-of-other-api': 'The header Authorization belongs to another of the three APIs.',
    'api-key-unknown': 'No Application has this API key.',
    'api-key-expired': 'The API key has expired.',
    'api-key-wrong-platform': 'The API key is valid for another platform than the path.',
    'management-key-unknown': 'There is no such Management key.',
    'management-key-expired': 'The Management key has expired.',
    'manager-session-unknown': 'No session of a manager has this token.',
    'manager-session-expired': 'The session of the manager is older than 3 months.',
    'manager-unknown': 'No manager has this email.',
    'wrong-password': 'The password is not that of the manager.',
  }),
  ...reasons([400, 401], { 'testing-key': 'A Testing key does not reach this operation.' }),
  ...reasons([404, 405], { 'wrong-method': 'The path is there, with other methods.' }),
  ...reasons(['2xx', 400], {
    'missing-header': 'A header that the operation wants is missing.',
    'campaign-not-running': 'The campaign is scheduled, expired, disabled or archived.',
    'unknown-event-type': 'No Event attribute and no rule of a campaign names this type of event.',
  }),
  ...reasons([400], {
    'missing-parameter': 'A parameter that the operation wants is missing.',
    'empty-parameter': 'A parameter that the operation wants is there and holds nothing.',
    'invalid-parameter': 'A parameter or header holds what it cannot.',
    'wrong-attributes': 'An attribute is not defined, of another type, or mandatory and missing.',
    'invalid-field': 'A field of the body holds what it cannot.',
    'invalid-body': 'The body is not what the operation takes.',
    'invalid-json': 'The body is no JSON.',
    'empty-body': 'There is no body.',
    'invalid-deployment': 'The deployment that is named is neither a host nor a URL.',
    'campaign-without-feature': 'The campaign does not have the feature enabled.',
    'no-codes-left': 'Every code of the pattern is taken.',
    'coupon-of-other-customer': 'The coupon is reserved for its recipient.',
    'card-based-program': 'The loyalty program is card-based.',
    'profile-based-program': 'The loyalty program has no cards.',
    'card-exists': 'The loyalty program has a card of this identifier.',
    'card-users-limit': 'A card of the loyalty program is shared by as many profiles as may share it.',
    'not-enough-points': 'More points are deducted than are active.',
    'already-joined': 'The profile is a member of the loyalty program.',
    'no-subledgers': 'The loyalty program has no subledgers.',
    'session-state': 'The session cannot go from its state to the one asked for.',
    'attribute-exists': 'An attribute of the entity has this name or title.',
    'built-in-attribute': 'An attribute that is built in stays as it is.',
    'user-exists': 'A user with this email is there.',
    'missing-file': 'The CSV file of an import is not in the request.',
    'several-files': 'The CSV file of an import is in the request more than once.',
    'invalid-import': 'The CSV file of an import holds what it cannot.',
    'duplicate-code': 'The CSV file of an import holds a code that is taken.',
  }),
  ...reasons([413], {
    'body-too-large':
      'The body is longer than the setting largestBody, or its objects have more members than any call takes.',
  }),
  ...reasons([415], { 'unsupported-content-type': 'The body is said to be something else than JSON.' }),
  ...reasons([404], {
    'other-deployment': 'The deployment that is named is another one.',
    'malformed-path': 'The path has a slash too many.',
    'not-an-id': 'A part of the path is not the id of anything.',
    'api-key-not-found': 'No API key of the Application has this id.',
    'attribute-not-found': 'No attribute has this id.',
    'audience-not-found': 'No audience has this id.',
    'coupon-not-found': 'The Application has no such coupon.',
    'card-not-found': 'The loyalty program has no card of this identifier.',
    'customer-not-found': 'No customer has this id in this environment.',
    'ruleset-not-found': 'The campaign has no ruleset of this id.',
    'referral-not-found': 'No referral of the campaign has this id.',
    'session-not-found': 'The Application has no such customer session.',
  }),
  ...reasons([429], {
    'too-many-requests':
      'More requests to an operation of the Management API than the vendor takes in a second.',
  }),
  ...reasons([409], {
    'concurrent-requests': 'More requests for one session or profile are in flight than the vendor takes.',
    'audience-exists': 'An audience with this id of the third party is there.',
  }),
  ...reasons([400, 404], {
    'application-not-found': 'No Application has this id.',
    'other-application': 'The call names another Application than the one that the API key belongs to.',
    'campaign-not-found': 'The Application has no campaign of this id.',
    'loyalty-program-not-found':
      'There is no such loyalty program, or the Application is not connected to it.',
  }),
  ...reasons(['2xx', 400, 404], { 'missing-profile': 'No customer profile has this integration ID.' }),
  ...reasons(['2xx'], {
    'ignored-fields': 'Fields of the body that no schema names are ignored.',
    'kept-answer': 'The answer is that of an earlier request with the same Idempotency-Key.',
    'friend-is-advocate': 'Friend and advocate are the same profile.',
    'code-created-expired': 'The code has expired before it is created.',
  }),
}

export type TalonOneReason = keyof typeof TALON_ONE_REASONS
export type ReasonOf<Status extends number> = ReasonWith<typeof TALON_ONE_REASONS, Status>
