// Rules of a world against those of another, as a list for people: no public call writes a ruleset.
import type { ReadWorld } from '../world/definition.ts'
import type { HandedOut } from './handed-out.ts'
import type { WorldCampaign } from './world-files.ts'

/** Without another world, everything is new. */
export function ruleList(read: ReadWorld, before: ReadWorld | undefined): HandedOut {
  const old = new Map((before === undefined ? [] : campaignsOf(before)).map(one => [one.id, rulesOf(one)]))
  const parts = campaignsOf(read).flatMap(campaign => {
    const [was, is] = [old.get(campaign.id) ?? [], rulesOf(campaign)]
    const lines = [
      ...was.filter(rule => !is.includes(rule)).map(rule => `- [ ] take out: ${rule}`),
      ...is.filter(rule => !was.includes(rule)).map(rule => `- [ ] put in: ${rule}`),
    ]
    return lines.length === 0
      ? []
      : [`## Campaign ${campaign.id}: ${oneLine(campaign.name)}`, '', ...lines, '']
  })
  const text = ['# Rules to change in the Rule Builder', '', ...(parts.length === 0 ? ['None.', ''] : parts)]
  return { files: [{ path: 'rules.md', text: text.join('\n') }], byHand: [], remarks: [] }
}

const campaignsOf = ({ data }: ReadWorld): WorldCampaign[] =>
  (data.talonOne?.applications ?? []).flatMap(({ campaigns }) => campaigns)

function rulesOf({ referralEffects, referralConditions, couponEffects, rules }: WorldCampaign): string[] {
  const said = (cause: string) => (effect: object) => `${cause}: ${effectText(effect)}`
  return [
    ...Object.entries(referralConditions ?? {}).map(
      ([name, value]) => `when a referral code is valid, and only if ${name} is ${JSON.stringify(value)}`,
    ),
    ...referralEffects.friend.map(said('when a referral code is valid, for the friend')),
    ...referralEffects.advocate.map(said('when a referral code is valid, for the advocate')),
    ...couponEffects.map(said('when a coupon code is valid')),
    ...rules.flatMap(({ name, on, eventType, effects }) =>
      effects.map(said(`${oneLine(name)}, on ${eventType ?? on.replaceAll('_', ' ')}`)),
    ),
  ]
}

function effectText({ type, ...fields }: { type?: string }): string {
  const told = Object.entries(fields).map(([name, value]) => `${name} ${JSON.stringify(value)}`)
  return [String(type), ...told].join(', ')
}

const oneLine = (text: string): string => text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ')
