// SMS: gated and rendered like an email, then captured in the journal; nothing leaves the sandbox.

import { msToUnixSeconds } from '../../../kit/time/duration.ts'
import { NODES_ON_PAPER, type NodeOf } from '../../definition/node-schemas.ts'
import type { House } from '../../house.ts'
import { languageOf } from '../../mail/language.ts'
import { recipientOf } from '../../mail/recipient.ts'
import { trackCampaignEvent } from '../../visit/campaign-event.ts'
import { refusalOf, stepOfRefusal } from '../../visit/gate.ts'
import { LEAVE, type Step, type Visit } from '../../visit/step.ts'
import { attempt, type Place, renderText } from '../../visit/template-context.ts'
import { allGoOn } from './flow.ts'
import { missingAddress, templateFailed } from './message-outcome.ts'
import { NO_ANSWERS, NO_WARNINGS, type NodeKind } from './node-kind.ts'

type Sms = NodeOf<'sms'>

export const smsNode: NodeKind<'sms'> = {
  ...NODES_ON_PAPER.sms,
  visit: visitSms,
  describe: describeSms,
  preview: allGoOn,
  warnings: NO_WARNINGS,
  refusal: (node, { visit, house }) => refusalOf(node, visit, house),
  answers: NO_ANSWERS,
}

/** Digits, with what people write between them. */
const PHONE = /^\+?[\d\s().-]{4,20}$/

function visitSms(node: Sms, visit: Visit, house: House): Step {
  const place = { node, visit, house }
  const refused = stepOfRefusal(node, visit, house)
  if (refused !== undefined) return refused
  const language = languageOf(node, place)
  const variant = node.languages?.[language] ?? node
  const rendered = attempt(() => ({
    to: recipientOf(node, 'phone', place),
    text: renderText(variant.text, place),
    extra: Object.entries(node.eventProperties ?? {}).map(
      ([name, value]) => [name, renderText(value, place)] as const,
    ),
  }))
  if (!rendered.ok) return templateFailed(rendered.error, place, node)
  const { to, text, extra } = rendered.value
  if (to === undefined) return missingAddress(place, node, 'phone')
  if (!PHONE.test(to)) {
    const message = `Missing/invalid phone property: ${JSON.stringify(to)}`
    trackCampaignEvent(node, visit, house, { status: 'enqueue_failed', message, recipient: to })
    return { kind: 'failed', message }
  }
  visit.record('sms-sent', { to, text })
  const properties = {
    ...Object.fromEntries(extra),
    recipient: to,
    language,
    sent_timestamp: msToUnixSeconds(house.world.clock.now()),
  }
  trackCampaignEvent(node, visit, house, { status: 'enqueued', ...properties })
  trackCampaignEvent(node, visit, house, { status: 'delivered', ...properties })
  return LEAVE
}

function describeSms(node: Sms, place: Place): Record<string, unknown> {
  const variant = node.languages?.[languageOf(node, place)] ?? node
  return { to: recipientOf(node, 'phone', place) ?? null, text: renderText(variant.text, place) }
}
