// Every code that Talon.One says why with: who called, what the request lacked, what was not there, what is only remarked.
import type { Reasons, ReasonWith } from '../kit/reason.ts'

const CREDENTIALS = {
  'missing-credentials': { statuses: [401], meaning: 'The header Authorization is missing.' },
  'malformed-credentials': {
    statuses: [401],
    meaning: 'The header Authorization has no form that this API takes.',
  },
  'credentials-of-other-api': {
    statuses: [401],
    meaning: 'The header Authorization belongs to another of the three APIs.',
  },
  'api-key-unknown': { statuses: [401], meaning: 'No Application has this API key.' },
  'api-key-expired': { statuses: [401], meaning: 'The API key has expired.' },
  'api-key-wrong-platform': {
    statuses: [401],
    meaning: 'The API key is valid for another platform than the path.',
  },
  'testing-key': { statuses: [400, 401], meaning: 'A Testing key does not reach this operation.' },
  'management-key-unknown': { statuses: [401], meaning: 'There is no such Management key.' },
  'management-key-expired': { statuses: [401], meaning: 'The Management key has expired.' },
  'manager-session-unknown': { statuses: [401], meaning: 'No session of a manager has this token.' },
  'manager-session-expired': {
    statuses: [401],
    meaning: 'The session of the manager is older than 3 months.',
  },
  'manager-unknown': { statuses: [401], meaning: 'No manager has this email.' },
  'wrong-password': { statuses: [401], meaning: 'The password is not that of the manager.' },
} as const satisfies Reasons

const REQUEST = {
  'wrong-method': { statuses: [404, 405], meaning: 'The path is there, with other methods.' },
  'missing-header': { statuses: ['2xx', 400], meaning: 'A header that the operation wants is missing.' },
  'missing-parameter': { statuses: [400], meaning: 'A parameter that the operation wants is missing.' },
  'empty-parameter': {
    statuses: [400],
    meaning: 'A parameter that the operation wants is there and holds nothing.',
  },
  'invalid-parameter': { statuses: [400], meaning: 'A parameter or header holds what it cannot.' },
  'wrong-attributes': {
    statuses: [400],
    meaning: 'An attribute is not defined, of another type, or mandatory and missing.',
  },
  'invalid-field': { statuses: [400], meaning: 'A field of the body holds what it cannot.' },
  'invalid-body': { statuses: [400], meaning: 'The body is not what the operation takes.' },
  'invalid-json': { statuses: [400], meaning: 'The body is no JSON.' },
  'empty-body': { statuses: [400], meaning: 'There is no body.' },
  'body-too-large': { statuses: [413], meaning: 'The body is longer than the setting largestBody.' },
  'unsupported-content-type': {
    statuses: [415],
    meaning: 'The body is said to be something else than JSON.',
  },
  'invalid-deployment': {
    statuses: [400],
    meaning: 'The deployment that is named is neither a host nor a URL.',
  },
  'other-deployment': { statuses: [404], meaning: 'The deployment that is named is another one.' },
  'too-many-requests': {
    statuses: [429],
    meaning: 'More requests to an operation of the Management API than the vendor takes in a second.',
  },
  'concurrent-requests': {
    statuses: [409],
    meaning: 'More requests for one session or profile are in flight than the vendor takes.',
  },
  'malformed-path': { statuses: [404], meaning: 'The path has a slash too many.' },
  'not-an-id': { statuses: [404], meaning: 'A part of the path is not the id of anything.' },
} as const satisfies Reasons

const NOT_THERE = {
  'application-not-found': { statuses: [400, 404], meaning: 'No Application has this id.' },
  'other-application': {
    statuses: [400, 404],
    meaning: 'The call names another Application than the one that the API key belongs to.',
  },
  'api-key-not-found': { statuses: [404], meaning: 'No API key of the Application has this id.' },
  'attribute-not-found': { statuses: [404], meaning: 'No attribute has this id.' },
  'audience-not-found': { statuses: [404], meaning: 'No audience has this id.' },
  'campaign-not-found': {
    statuses: [400, 404],
    meaning: 'The Application has no campaign of this id.',
  },
  'coupon-not-found': { statuses: [404], meaning: 'The Application has no such coupon.' },
  'card-not-found': { statuses: [404], meaning: 'The loyalty program has no card of this identifier.' },
  'customer-not-found': { statuses: [404], meaning: 'No customer has this id in this environment.' },
  'loyalty-program-not-found': {
    statuses: [400, 404],
    meaning: 'There is no such loyalty program, or the Application is not connected to it.',
  },
  'missing-profile': { statuses: ['2xx', 400, 404], meaning: 'No customer profile has this integration ID.' },
  'ruleset-not-found': { statuses: [404], meaning: 'The campaign has no ruleset of this id.' },
  'referral-not-found': { statuses: [404], meaning: 'No referral of the campaign has this id.' },
  'session-not-found': { statuses: [404], meaning: 'The Application has no such customer session.' },
} as const satisfies Reasons

const RULES = {
  'campaign-not-running': {
    statuses: ['2xx', 400],
    meaning: 'The campaign is scheduled, expired, disabled or archived.',
  },
  'campaign-without-feature': { statuses: [400], meaning: 'The campaign does not have the feature enabled.' },
  'no-codes-left': { statuses: [400], meaning: 'Every code of the pattern is taken.' },
  'coupon-of-other-customer': { statuses: [400], meaning: 'The coupon is reserved for its recipient.' },
  'card-based-program': { statuses: [400], meaning: 'The loyalty program is card-based.' },
  'profile-based-program': { statuses: [400], meaning: 'The loyalty program has no cards.' },
  'card-exists': { statuses: [400], meaning: 'The loyalty program has a card of this identifier.' },
  'card-users-limit': {
    statuses: [400],
    meaning: 'A card of the loyalty program is shared by as many profiles as may share it.',
  },
  'not-enough-points': { statuses: [400], meaning: 'More points are deducted than are active.' },
  'already-joined': { statuses: [400], meaning: 'The profile is a member of the loyalty program.' },
  'no-subledgers': { statuses: [400], meaning: 'The loyalty program has no subledgers.' },
  'session-state': { statuses: [400], meaning: 'The session cannot go from its state to the one asked for.' },
  'unknown-event-type': {
    statuses: ['2xx', 400],
    meaning: 'No Event attribute and no rule of a campaign names this type of event.',
  },
  'audience-exists': { statuses: [409], meaning: 'An audience with this id of the third party is there.' },
  'attribute-exists': { statuses: [400], meaning: 'An attribute of the entity has this name or title.' },
  'built-in-attribute': { statuses: [400], meaning: 'An attribute that is built in stays as it is.' },
  'user-exists': { statuses: [400], meaning: 'A user with this email is there.' },
  'missing-file': { statuses: [400], meaning: 'The CSV file of an import is not in the request.' },
  'several-files': {
    statuses: [400],
    meaning: 'The CSV file of an import is in the request more than once.',
  },
  'invalid-import': { statuses: [400], meaning: 'The CSV file of an import holds what it cannot.' },
  'duplicate-code': { statuses: [400], meaning: 'The CSV file of an import holds a code that is taken.' },
} as const satisfies Reasons

const REMARKS = {
  'ignored-fields': { statuses: ['2xx'], meaning: 'Fields of the body that no schema names are ignored.' },
  'kept-answer': {
    statuses: ['2xx'],
    meaning: 'The answer is that of an earlier request with the same Idempotency-Key.',
  },
  'friend-is-advocate': { statuses: ['2xx'], meaning: 'Friend and advocate are the same profile.' },
  'code-created-expired': { statuses: ['2xx'], meaning: 'The code has expired before it is created.' },
} as const satisfies Reasons

export const TALON_ONE_REASONS = { ...CREDENTIALS, ...REQUEST, ...NOT_THERE, ...RULES, ...REMARKS }

export type TalonOneReason = keyof typeof TALON_ONE_REASONS
export type ReasonOf<Status extends number> = ReasonWith<typeof TALON_ONE_REASONS, Status>
