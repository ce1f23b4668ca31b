// The periods that a limit counts in.
import type { Limit } from '../schemas/campaign.ts'

/** When the running period of a limit began, in UTC. [D] LimitConfig.period. */
export function periodStart(period: Limit['period'], now: number): number {
  const date = new Date(now)
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()]
  switch (period) {
    case 'daily':
      return Date.UTC(year, month, day)
    case 'weekly':
      return Date.UTC(year, month, day - ((date.getUTCDay() + 6) % 7))
    case 'monthly':
      return Date.UTC(year, month)
    case 'yearly':
      return Date.UTC(year)
    default:
      return Number.NEGATIVE_INFINITY
  }
}
