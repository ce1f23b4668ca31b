// What the rules of a campaign have used of its limits. Referral redemptions count themselves: see referrals.ts.
import { periodStart } from '../rules/limit-period.ts'
import type { Campaign, Limit } from '../schemas/campaign.ts'

/** For whom something is used; the entity of a limit picks one of them. */
export interface Who {
  profile: string
  session?: string | undefined
  /** Id of the coupon or referral that gave it. */
  code?: number | undefined
  now: number
}

/** One use, kept by whoever may have to give it back. */
export interface Use {
  readonly counters: readonly string[]
  readonly amount: number
}

export class Budgets {
  readonly #used = new Map<string, number>()

  /** Whether the campaign has room for the amount. */
  hasRoom(campaign: Campaign, action: string, amount: number, who: Who): boolean {
    return limitsOf(campaign, action).every(
      limit => this.#of(counter(campaign, limit, who)) + amount <= limit.limit,
    )
  }

  /** [D] CampaignBudget: usage is not counted until the budget is defined. */
  use(campaign: Campaign, action: string, amount: number, who: Who): Use {
    const counters = limitsOf(campaign, action).map(limit => counter(campaign, limit, who))
    for (const name of counters) this.#used.set(name, this.#of(name) + amount)
    return { counters, amount }
  }

  giveBack({ counters, amount }: Use): void {
    for (const name of counters) this.#used.set(name, this.#of(name) - amount)
  }

  /** What a limit over the whole campaign has used in its running period. */
  usedOf(campaign: Campaign, limit: Limit, now: number): number {
    return limit.entities.length > 0 ? 0 : this.#of(counter(campaign, limit, { profile: '', now }))
  }

  #of(name: string): number {
    return this.#used.get(name) ?? 0
  }
}

const limitsOf = (campaign: Campaign, action: string): Limit[] =>
  campaign.limits.filter(limit => limit.action === action)

function counter(campaign: Campaign, { action, entities, period }: Limit, who: Who): string {
  const whose = entities.map(entity => {
    switch (entity) {
      case 'Profile':
        return `profile ${who.profile}`
      case 'Session':
        return `session ${who.session}`
      case 'Coupon':
      case 'Referral':
        return `code ${who.code}`
      default:
        return entity
    }
  })
  return JSON.stringify([campaign.id, action, period, periodStart(period, who.now), ...whose])
}
