// Sessions and events as the first version of the Integration API showed them. [C] talon_one 4.3.0: CustomerSession, Event.
import { msToIso } from '../../kit/time/duration.ts'
import type { Call } from '../call.ts'
import type { Effect } from '../rules/effects.ts'
import type { Profile } from '../stores/profiles.ts'
import type { CustomerSession } from '../stores/sessions/customer-sessions.ts'
import type { StoredEvent } from '../stores/sessions/events.ts'
import { totalsOf } from './sessions/customer-session.ts'

export const firstVersionSession = ({ content, ...session }: CustomerSession) => ({
  integrationId: session.integrationId,
  created: msToIso(session.createdAt),
  applicationId: session.applicationId,
  profileId: content.profileId,
  coupon: content.couponCodes[0] ?? '',
  referral: content.referralCode,
  state: session.state,
  cartItems: content.cartItems,
  identifiers: content.identifiers,
  total: totalsOf(content).total,
  attributes: content.attributes,
  firstSession: session.firstSession,
  discounts: Object.fromEntries(
    session.effects
      .filter(({ effectType }) => effectType === 'setDiscount')
      .map(({ props }) => [String(props.name), Number(props.value)]),
  ),
})

export interface Happened {
  effects: readonly Effect[]
  profile: Profile | undefined
  session?: CustomerSession
  /** Of a session or a profile it is the built-in event that the call set off; its name is a guess. */
  event?: Pick<StoredEvent, 'attributes' | 'id' | 'type'>
}

export const firstVersionEvent = (
  { application, now }: Pick<Call, 'application' | 'now'>,
  { profile, session, event, effects }: Happened,
) => ({
  id: event?.id ?? 0,
  created: msToIso(now),
  applicationId: application.id,
  profileId: profile?.integrationId,
  sessionId: session?.integrationId,
  type: event?.type ?? (session === undefined ? 'talon_profile_updated' : 'talon_session_updated'),
  attributes: event?.attributes ?? {},
  effects: effects.map(inOldNotation),
  ledgerEntries: [],
})

/** A list: where it comes from, then the effect with its values. That order of the values is a guess. */
const inOldNotation = ({ campaignId, rulesetId, ruleIndex, ruleName, effectType, props }: Effect) => [
  campaignId,
  rulesetId,
  ruleIndex,
  ruleName,
  [effectType, ...Object.values(props)],
]
