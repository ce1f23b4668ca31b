// Push notification, mobile or web: gated and rendered, then captured in the journal; nothing leaves the sandbox.

import { msToUnixSeconds } from '../../../kit/time/duration.ts'
import { NODES_ON_PAPER, type NodeOf } from '../../definition/node-schemas.ts'
import type { House } from '../../house.ts'
import { languageOf } from '../../mail/language.ts'
import { trackCampaignEvent } from '../../visit/campaign-event.ts'
import { refusalOf, stepOfRefusal } from '../../visit/gate.ts'
import { LEAVE, type Step, type Visit } from '../../visit/step.ts'
import { attempt, type Place, renderText } from '../../visit/template-context.ts'
import { allGoOn } from './flow.ts'
import { templateFailed } from './message-outcome.ts'
import { NO_ANSWERS, NO_WARNINGS, type NodeKind } from './node-kind.ts'

type Push = NodeOf<'push'>

export const pushNode: NodeKind<'push'> = {
  ...NODES_ON_PAPER.push,
  visit: visitPush,
  describe: describePush,
  preview: allGoOn,
  warnings: NO_WARNINGS,
  refusal: (node, { visit, house }) => refusalOf(node, visit, house),
  answers: NO_ANSWERS,
}

function visitPush(node: Push, visit: Visit, house: House): Step {
  const place = { node, visit, house }
  const refused = stepOfRefusal(node, visit, house)
  if (refused !== undefined) return refused
  const language = languageOf(node, place)
  const variant = node.languages?.[language] ?? node
  const rendered = attempt(() => ({
    title: renderText(variant.title, place),
    text: renderText(variant.text, place),
    url: renderText(node.url ?? '', place),
    extra: Object.entries(node.eventProperties ?? {}).map(
      ([name, value]) => [name, renderText(value, place)] as const,
    ),
  }))
  if (!rendered.ok) return templateFailed(rendered.error, place, node)
  const { title, text, url, extra } = rendered.value
  visit.record('push-sent', { channel: node.channel, title, text, ...(url === '' ? {} : { url }) })
  // [C] exponea-ios-sdk: push uses `delivered` and `clicked`.
  trackCampaignEvent(node, visit, house, {
    status: 'delivered',
    ...Object.fromEntries(extra),
    language,
    platform: node.channel,
    sent_timestamp: msToUnixSeconds(house.world.clock.now()),
  })
  return LEAVE
}

function describePush(node: Push, place: Place): Record<string, unknown> {
  const variant = node.languages?.[languageOf(node, place)] ?? node
  return { title: renderText(variant.title, place), text: renderText(variant.text, place) }
}
