// What the rules of a campaign have used of its limits. Redemptions of a referral over the campaign, per profile and per code count
// themselves: see referrals.ts.
import { KeptMap } from '../../kit/kept/kept-map.ts'
import type { Effect } from '../rules/effects.ts'
import { periodStart } from '../rules/limit-period.ts'
import type { Campaign, Limit } from '../schemas/campaign.ts'

/** For whom something is used; the entities of a limit pick among them. */
export interface Who {
  profile: string
  session?: string | undefined
  store?: string | undefined
  /** [D] up to five of a session, each with its own count. */
  identifiers?: readonly string[] | undefined
  /** Ids of the code that gave it. */
  coupon?: number | undefined
  referral?: number | undefined
  now: number
}

/** One use, kept by whoever may have to give it back. */
export interface Use {
  readonly action: string
  readonly counters: readonly string[]
  readonly amount: number
  /** Of what is given to each unit of a cart: each stands for its share of the amount. */
  readonly units?: readonly Effect[]
}

/** Sums of money in binary fractions must not add up to more than a limit. */
export const rounded = (amount: number): number => Math.round(amount * 1e6) / 1e6

export class Budgets {
  readonly #used = new KeptMap<string, number>()
  readonly kept = this.#used

  /** The first limit that has no room for the amount. */
  fullLimit(campaign: Campaign, action: string, amount: number, who: Who): Limit | undefined {
    return limitsOf(campaign, action).find(limit =>
      counters(campaign, limit, who).some(name => rounded(this.#of(name) + amount) > limit.limit),
    )
  }

  /** [D] CampaignBudget: usage is not counted until the budget is defined. */
  use(campaign: Campaign, action: string, amount: number, who: Who): Use {
    const names = limitsOf(campaign, action).flatMap(limit => counters(campaign, limit, who))
    for (const name of names) this.#used.set(name, rounded(this.#of(name) + amount))
    return { action, counters: names, amount }
  }

  giveBack({ counters: names, amount }: Pick<Use, 'amount' | 'counters'>): void {
    for (const name of names) this.#used.set(name, rounded(this.#of(name) - amount))
  }

  /** Gives back the share of those units; answers what is left of the use. */
  giveBackUnits(use: Use, isGone: (unit: Effect) => boolean): Use {
    const { units = [], amount, counters: names } = use
    const left = units.filter(unit => !isGone(unit))
    if (left.length === units.length) return use
    const kept = rounded((amount * left.length) / units.length)
    this.giveBack({ counters: names, amount: amount - kept })
    return { ...use, amount: kept, units: left }
  }

  /** What a limit over the whole campaign has used in its running period. */
  usedOf(campaign: Campaign, limit: Limit, now: number): number {
    const [name] = limit.entities.length > 0 ? [] : counters(campaign, limit, { profile: '', now })
    return name === undefined ? 0 : this.#of(name)
  }

  #of(name: string): number {
    return this.#used.get(name) ?? 0
  }
}

/** Those that redemptions of a referral count themselves. */
export const isCountedByRedemptions = ({ action, entities }: Limit): boolean =>
  action === 'redeemReferral' &&
  (entities.length === 0 ||
    (entities.length === 1 && (entities[0] === 'Profile' || entities[0] === 'Referral')))

const limitsOf = (campaign: Campaign, action: string): Limit[] =>
  campaign.limits.filter(limit => limit.action === action && !isCountedByRedemptions(limit))

/** One for each combination of the entities; none when one of them is not there: nobody is counted as everybody. */
function counters(campaign: Campaign, { action, entities, period }: Limit, who: Who): string[] {
  const scope = [campaign.id, action, period, periodStart(period, who.now)]
  const combinations = entities.reduce<string[][]>(
    (found, entity) => found.flatMap(names => namesOf(entity, who).map(name => [...names, name])),
    [[]],
  )
  return combinations.map(names => JSON.stringify([...scope, ...names]))
}

const NAMES: Record<Limit['entities'][number], (who: Who) => readonly (number | string | undefined)[]> = {
  Profile: ({ profile }) => [profile],
  Session: ({ session }) => [session],
  Store: ({ store }) => [store],
  Coupon: ({ coupon }) => [coupon],
  Referral: ({ referral }) => [referral],
  Identifier: ({ identifiers }) => [...new Set(identifiers)],
}

const namesOf = (entity: Limit['entities'][number], who: Who): string[] =>
  NAMES[entity](who).flatMap(name => (name === undefined || name === '' ? [] : [`${entity} ${name}`]))
