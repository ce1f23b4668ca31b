// What a rule of a ruleset becomes: effects of a campaign behind a code, or behind a closed session or an event.

export type Cause = { code: 'referral' | 'coupon' } | { event: string } | undefined

export interface ReadRule {
  title: string
  cause: Cause
  effects: object[]
}

export type RuleOrReason = ReadRule | { refused: string }

/** The lists of a campaign that its rules fill. */
export interface CampaignRules {
  referralEffects?: { advocate: object[]; friend: object[] }
  couponEffects?: object[]
  rules?: object[]
}

export function campaignRules(rules: readonly ReadRule[]): CampaignRules {
  const of = (code: 'referral' | 'coupon') =>
    rules
      .filter(({ cause }) => cause !== undefined && 'code' in cause && cause.code === code)
      .flatMap(({ effects }) => effects)
  const others = rules.filter(({ cause }) => cause === undefined || 'event' in cause)
  const [friend, coupon] = [of('referral'), of('coupon')]
  return {
    ...(friend.length === 0 ? {} : { referralEffects: { advocate: [], friend } }),
    ...(coupon.length === 0 ? {} : { couponEffects: coupon }),
    ...(others.length === 0 ? {} : { rules: others.map(otherRule) }),
  }
}

const otherRule = ({ title, cause, effects }: ReadRule): object => ({
  name: title,
  ...(cause !== undefined && 'event' in cause
    ? { on: 'event', eventType: cause.event }
    : { on: 'session_closed' }),
  effects,
})
