// Whom an email or a text goes to: the customer's own address, or the one that was set by hand.
import type { NodeOf } from '../definition/node-schemas.ts'
import { type Place, renderText } from '../visit/template-context.ts'

/** Undefined: the customer has none. Throws a template's error. */
export function recipientOf(
  { recipients }: Pick<NodeOf<'email' | 'sms'>, 'recipients'>,
  attribute: 'email' | 'phone',
  place: Place,
): string | undefined {
  if (recipients !== 'matching') return renderText(recipients.manual, place).trim()
  const value = place.visit.customer.properties[attribute]
  if (value === undefined || value === null || value === '') return undefined
  return typeof value === 'string' ? value.trim() : JSON.stringify(value)
}
