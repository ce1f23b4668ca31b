// Fields whose value differs from one tenant and one moment to the next, with the kind of value they declare. A comparison
// looks at the kind alone.

export type Kind = 'integer' | 'date-time' | 'code' | 'uuid' | 'identity' | 'mail-id' | 'text'

const DECLARED: Record<string, Kind> = {
  id: 'integer',
  campaignId: 'integer',
  applicationId: 'integer',
  accountId: 'integer',
  Size: 'integer',
  created: 'date-time',
  updated: 'date-time',
  Created: 'date-time',
  Date: 'date-time',
  code: 'code',
  Value: 'code',
  RequestUUID: 'uuid',
  advocateProfileIntegrationId: 'identity',
  friendProfileIntegrationId: 'identity',
  integrationId: 'identity',
  Address: 'identity',
  ReturnPath: 'identity',
  ID: 'mail-id',
  MessageID: 'identity',
  // Both are sentences for people; their wording is not part of any contract.
  Error: 'text',
  message: 'text',
}

const FORMS: Record<Kind, (value: unknown) => boolean> = {
  integer: value => Number.isInteger(value),
  'date-time': value => typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.test(value),
  code: value => typeof value === 'string' && value.length >= 4,
  uuid: value => typeof value === 'string' && /^[0-9a-f-]{36}$/i.test(value),
  identity: value => typeof value === 'string' && value !== '',
  'mail-id': value =>
    (typeof value === 'string' && /^[0-9A-Za-z]{22}$/.test(value)) || Number.isInteger(value),
  text: value => typeof value === 'string' && value !== '',
}

/** The declared kind, if the value really has its form: a date that has become a number is a difference. */
export function kindOf(field: string, value: unknown): Kind | undefined {
  const kind = Object.hasOwn(DECLARED, field) ? DECLARED[field] : undefined
  return kind !== undefined && FORMS[kind](value) ? kind : undefined
}
