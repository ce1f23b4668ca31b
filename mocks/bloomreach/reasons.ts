// Every code that Bloomreach says why with: of its HTTP APIs, and of the requests that its webhooks make.
import type { Reasons, ReasonWith } from '../kit/reason.ts'

const ACCESS = {
  'invalid-project-token': { statuses: [400], meaning: 'The path holds no project token.' },
  'other-project': { statuses: [400], meaning: 'The project token is that of another project.' },
  'missing-credentials': {
    statuses: [401],
    meaning: 'Neither the header Authorization nor access_token is there.',
  },
  'unknown-token': { statuses: [401], meaning: 'No API group of the project has this token.' },
  'unknown-key': { statuses: [401], meaning: 'No API group of the project has this key id.' },
  'swapped-credentials': { statuses: [401], meaning: 'The key id and the secret are swapped.' },
  'key-as-token': {
    statuses: [401],
    meaning: 'The id of a private key is sent as a token, without its secret.',
  },
  'token-as-key': { statuses: [401], meaning: 'A public token is sent as the id of a private key.' },
  'private-access-only': { statuses: [401], meaning: 'The operation takes private access only.' },
  'wrong-secret': { statuses: [403], meaning: 'The secret does not belong to the key id.' },
  'missing-permission': { statuses: [403], meaning: 'The API group lacks a permission.' },
  'event-type-not-allowed': {
    statuses: [200, 403],
    meaning: 'The API group may not set or get events of this type.',
  },
  'transactional-email-off': { statuses: [403], meaning: 'The setting transactionalEmail is off.' },
} as const satisfies Reasons

const REQUEST = {
  'unknown-path': { statuses: [404], meaning: 'The vendor has no such path.' },
  'wrong-method': { statuses: [405], meaning: 'The path is there, with other methods.' },
  'invalid-json': { statuses: [400], meaning: 'The body is not the JSON that the operation takes.' },
  'unsupported-encoding': {
    statuses: [400],
    meaning: 'The body is sent with a content-encoding that is refused.',
  },
  'body-too-large': {
    statuses: [413],
    meaning: 'The body, or what it holds, is longer than the vendor takes.',
  },
  'invalid-field': { statuses: [400], meaning: 'A field of the body is missing or holds what it cannot.' },
  'missing-params': { statuses: [400], meaning: 'Fields of a transactional email are missing.' },
  'invalid-customer-ids': { statuses: [200, 400], meaning: 'None of the customer_ids can be used as an id.' },
  'no-commands': { statuses: [400], meaning: 'A batch holds no commands.' },
  'unknown-command': { statuses: [400], meaning: 'A batch holds a command that the vendor does not know.' },
  'too-many-commands': { statuses: [400], meaning: 'A batch holds more commands than the vendor takes.' },
  'too-many-requests': { statuses: [429], meaning: 'More requests from one address than the vendor takes.' },
} as const satisfies Reasons

const NOT_THERE = {
  'customer-not-found': { statuses: [404], meaning: 'No customer has these ids.' },
  'catalog-not-found': { statuses: [404], meaning: 'No catalog has this id.' },
  'item-not-found': { statuses: [404], meaning: 'The catalog has no item of this id.' },
  'item-not-editable': { statuses: [404], meaning: 'An item whose id holds "/" cannot be edited over HTTP.' },
  'template-not-found': { statuses: [400], meaning: 'No email template has this id.' },
  'scenario-not-found': { statuses: [404], meaning: 'No scenario has this id.' },
  'api-trigger-not-found': { statuses: [404], meaning: 'The scenario has no such API trigger.' },
  'scenario-not-active': { statuses: [404], meaning: 'The scenario of the API trigger is not active.' },
  'unknown-mail': { statuses: [404], meaning: 'No mail has this id.' },
  'unknown-link': { statuses: [404], meaning: 'The link belongs to no mail and no customer.' },
} as const satisfies Reasons

const RULES = {
  'trigger-window-closed': {
    statuses: [429],
    meaning: 'The time window of the API trigger allows no further call yet.',
  },
  'catalog-exists': { statuses: [400], meaning: 'There is a catalog of this name.' },
  'catalog-schema': { statuses: [400], meaning: 'Values do not fit the fields of the catalog.' },
  'too-many-catalogs': {
    statuses: [400],
    meaning: 'There are as many catalogs as the setting catalogLimit allows.',
  },
  'too-many-items': { statuses: [400], meaning: 'There are, or would be, more items than the vendor takes.' },
  'unknown-field': {
    statuses: [400],
    meaning: 'The catalog has no field of this name to search or sort by.',
  },
  'no-recipient': { statuses: [400], meaning: 'Neither the call nor the customer has an email address.' },
  'suppressed-recipient': { statuses: [400], meaning: 'The address is on the suppression list.' },
  'no-consent': { statuses: [400], meaning: 'The customer has no valid consent.' },
  'personalization-failed': { statuses: [200], meaning: 'The template of the email cannot be rendered.' },
  'provider-failed': { statuses: [502], meaning: 'The email provider could not be reached.' },
  'unreadable-form': { statuses: [400], meaning: 'The form of a page behind a mail cannot be read.' },
  'invalid-feedback': { statuses: [400], meaning: 'The body is not a report of an email provider.' },
} as const satisfies Reasons

const REMARKS = {
  'nothing-is-private': {
    statuses: ['2xx'],
    meaning: 'No attribute is private information, so that an anonymised customer loses only the ids.',
  },
} as const satisfies Reasons

const WEBHOOKS = {
  'unknown-authentication': {
    statuses: [],
    meaning: 'A webhook names an integration that does not exist; its request goes out without credentials.',
  },
  'authentication-does-not-cover': {
    statuses: [],
    meaning: 'The URL of a webhook is not under the endpoint of its integration; no credentials go along.',
  },
  'slow-answer': {
    statuses: [],
    meaning: 'The called API took longer to answer a webhook than the vendor demands.',
  },
} as const satisfies Reasons

export const BLOOMREACH_REASONS = { ...ACCESS, ...REQUEST, ...NOT_THERE, ...RULES, ...REMARKS, ...WEBHOOKS }

export type BloomreachReason = keyof typeof BLOOMREACH_REASONS
export type ReasonOf<Status extends number> = ReasonWith<typeof BLOOMREACH_REASONS, Status>
