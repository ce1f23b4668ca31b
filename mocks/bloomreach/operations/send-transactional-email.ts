// POST /email/v2/projects/{projectToken}/sync: one mail at once, outside of scenarios.
// [D] transactional-emails: no unsubscribe header, no bounce management, no campaign policy.
import { msToUnixSeconds } from '../../kit/time/duration.ts'
import { demandPermission } from '../access/permission.ts'
import type { Customer } from '../customers/customers.ts'
import { badRequest, noPermission, onSuppressionList, providerFailed } from '../errors.ts'
import type { House } from '../house.ts'
import type { OutgoingMail } from '../outside.ts'
import { readTransactionalEmail, type TransactionalEmail } from '../schemas/transactional-email.ts'
import { demandCustomer } from './demand-customer.ts'
import { campaignOf, composeLetter, type Letter, renderLetter, templateOf } from './transactional-letter.ts'
import type { WriteRequest } from './update-customer.ts'

export async function sendTransactionalEmail(house: House, request: WriteRequest) {
  demandPermission(request.group, 'Campaigns > Transactional email API')
  // [D] transactional-email-2: off by default per project.
  if (house.settings.transactionalEmail === 'off') {
    throw noPermission({
      reason: 'transactional-email-off',
      hint: 'The project may not use the transactional email API: set transactionalEmail to on.',
    })
  }
  const email = readTransactionalEmail(request.body, house.settings)
  const template = templateOf(house, email)
  const customer = customerOf(house, email)
  const recipient = recipientOf(house, email, customer)
  const letter: Letter = {
    email,
    customer,
    recipient,
    mailId: house.sentMails.nextId(),
    causedBy: request.causedBy,
  }
  const texts = renderLetter(house, letter, template)
  const { subject } = texts
  const campaign = campaignOf(letter, subject)
  const { seq } = house.world.journal.append({
    kind: 'bloomreach.transactional-email',
    causedBy: request.causedBy,
    customer: customer.id,
    to: recipient,
    subject,
  })
  const track = (status: string, message?: string) =>
    house.events.track({
      customer,
      type: 'campaign',
      timestamp: msToUnixSeconds(house.world.clock.now()),
      properties: { ...campaign, status, ...(message === undefined ? {} : { message }) },
      causedBy: seq,
    })
  const refused = house.consents.isValid(customer.id, email.consentCategory)
  if (!refused.valid) {
    track('suppressed', refused.reason)
    throw badRequest('The customer has no valid consent', { reason: 'no-consent', hint: refused.reason })
  }
  const mail = await composeLetter(house, letter, { ...texts, campaign })
  house.webCopies.keep(letter.mailId, mail)
  const failure = await sendByOneOf(house, mail, email.senderAddresses, seq)
  if (failure !== undefined) {
    track('enqueue_failed', failure)
    throw providerFailed(failure)
  }
  track('enqueued')
  // [C] bloomreach-transactional-email: its tests answer so.
  return { message: 'Email was sent successfully.', success: true }
}

/** Guess, setting `transactionalUnknownCustomer`: as with tracking, ids that nobody has make a customer. */
function customerOf(house: House, { customerIds, email }: TransactionalEmail): Customer {
  if (house.settings.transactionalUnknownCustomer === 'refuse') return demandCustomer(house, customerIds)
  const known = house.customers.find(customerIds)
  if (known === undefined && email === undefined) throw noAddress()
  return known ?? house.customers.upsert(customerIds)
}

function recipientOf(house: House, { email }: TransactionalEmail, { properties }: Customer): string {
  const recipient = email ?? properties.email
  if (typeof recipient !== 'string' || recipient === '') throw noAddress()
  const reason = house.suppressions.reasonFor(recipient)
  if (reason !== undefined) throw onSuppressionList(`${recipient}: ${reason}.`, house.settings)
  return recipient
}

const noAddress = () =>
  badRequest('recipient.email: expected an address, or a customer with the attribute email', {
    reason: 'no-recipient',
  })

/** [D] transactional-email-2: a second integration is the fallback. Answers why all failed, or undefined. */
async function sendByOneOf(
  { mail: transport, settings }: House,
  mail: OutgoingMail,
  senders: readonly (string | undefined)[],
  causedBy: number,
): Promise<string | undefined> {
  let failure: string | undefined
  for (const address of senders) {
    const from = { ...mail.from, address: address ?? settings.senderAddress }
    try {
      await transport.send({ ...mail, from }, { causedBy })
      return undefined
    } catch (error) {
      // Errors of a connection carry a code; a bug does not.
      if (!(error instanceof Error) || !('code' in error)) throw error
      failure = `The email provider could not be reached: ${error.message}`
    }
  }
  return failure
}
