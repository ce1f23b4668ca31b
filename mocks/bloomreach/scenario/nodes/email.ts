// Email: in fixed order the gate (consent, policy), the address, what is known of it, the templates, the way out.

import { msToUnixSeconds } from '../../../kit/time/duration.ts'
import { calledName, NODES_ON_PAPER, type NodeOf } from '../../definition/node-schemas.ts'
import type { House } from '../../house.ts'
import type { PrintedNothing } from '../../jinja/index.ts'
import { isAddress } from '../../mail/address.ts'
import { composeMail, renderMail } from '../../mail/compose.ts'
import { deliver } from '../../mail/deliver.ts'
import { messageIdOf } from '../../mail/message-id.ts'
import { htmlToText } from '../../mail/plain-text.ts'
import { recipientOf } from '../../mail/recipient.ts'
import { refusalByHygiene, refusalOfRecipient } from '../../mail/recipient-gate.ts'
import { campaignProperties, trackCampaignEvent } from '../../visit/campaign-event.ts'
import { type Refusal, refusalOf, stepOfRefusal, suppress } from '../../visit/gate.ts'
import type { Step, Visit } from '../../visit/step.ts'
import { attempt, type Place } from '../../visit/template-context.ts'
import { thoseGoOn } from './flow.ts'
import { missingAddress, templateFailed } from './message-outcome.ts'
import { NO_ANSWERS, NO_WARNINGS, type NodeKind } from './node-kind.ts'

type Email = NodeOf<'email'>

export const emailNode: NodeKind<'email'> = {
  ...NODES_ON_PAPER.email,
  visit: visitEmail,
  describe: describeEmail,
  // [D] email-list-hygiene-filter: whom the filter excludes is not counted at the email node.
  preview: thoseGoOn((node, customer, house) => refusalByHygiene(node, customer, house) === undefined),
  warnings: NO_WARNINGS,
  refusal: refusalIn,
  answers: NO_ANSWERS,
}

function visitEmail(node: Email, visit: Visit, house: House): Step | Promise<Step> {
  const place = { node, visit, house }
  const refused = stepOfRefusal(node, visit, house)
  if (refused !== undefined) return refused

  const address = attempt(() => recipientOf(node, 'email', place))
  if (!address.ok) return templateFailed(address.error, place, node)
  const recipient = address.value
  if (recipient === undefined) return missingAddress(place, node, 'email')
  if (!isAddress(recipient)) {
    const message = `Missing/invalid email property: ${JSON.stringify(recipient)}`
    trackCampaignEvent(node, visit, house, { status: 'enqueue_failed', message, recipient })
    return { kind: 'failed', message }
  }
  const unwelcome = refusalOfRecipient(node, { customer: visit.customer, recipient }, house)
  if (unwelcome !== undefined) return suppress(node, visit, house, unwelcome)

  const mailId = house.sentMails.nextId()
  const lost = new Map<string, PrintedNothing>()
  const onNothing = (printed: PrintedNothing) => lost.set(printed.name, printed)
  const rendered = attempt(() => renderMail(node, { ...place, mailId, onNothing }))
  if (!rendered.ok) return templateFailed(rendered.error, place, node)
  // Guess, setting `undefinedInMail`: the vendor sends such a mail and says nothing.
  if (house.settings.undefinedInMail === 'finding') tellLost(node, visit, lost)
  return send(node, { ...place, mailId }, recipient, rendered.value)
}

function tellLost(node: Email, visit: Visit, lost: ReadonlyMap<string, PrintedNothing>): void {
  for (const { name, line } of lost.values()) {
    const message = `The mail shows nothing for {{ ${name} }} (line ${line}): it is undefined.`
    visit.record('undefined-printed', { node: node.id, variable: name, line, message })
  }
}

async function send(
  node: Email,
  { visit, house, mailId }: Place,
  recipient: string,
  rendered: ReturnType<typeof renderMail>,
): Promise<Step> {
  const { language, subject, eventProperties } = rendered
  const properties = {
    ...eventProperties,
    subject,
    recipient,
    language,
    platform: 'email',
    sent_timestamp: msToUnixSeconds(house.world.clock.now()),
  }
  const { customer, scenario } = visit
  const sent = house.sentMails.register({
    id: mailId,
    customerId: customer.id,
    recipient,
    category: node.consentCategory,
    isTracked: house.consents.isValid(customer.id, node.consentCategoryTracking).valid,
    campaign: { ...campaignProperties(node, visit, house), subject, recipient, language },
  })
  const names = { campaign: scenario.name, action: calledName(node) }
  const mail = await composeMail(
    node,
    rendered,
    { recipient, sent, messageId: messageIdOf(sent, house), names },
    house,
  )
  house.webCopies.keep(sent.id, mail)
  return deliver({ node, visit, house, mail, properties })
}

function describeEmail(node: Email, place: Place): Record<string, unknown> {
  const { subject, html, text, headers, language } = renderMail(node, place)
  const to = recipientOf(node, 'email', place) ?? null
  return { to, subject, html, text: text ?? htmlToText(html ?? ''), headers, language }
}

/** Consent or policy, else what is known of the address. */
function refusalIn(node: Email, place: Place): Refusal | undefined {
  const { visit, house } = place
  const refusal = refusalOf(node, visit, house)
  if (refusal !== undefined) return refusal
  const address = attempt(() => recipientOf(node, 'email', place))
  if (!address.ok || address.value === undefined) return undefined
  return refusalOfRecipient(node, { customer: visit.customer, recipient: address.value }, house)
}
