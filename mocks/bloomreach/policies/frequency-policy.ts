// Pure: may one more message be sent under this policy now? Which messages there were is `frequency-policies.ts`.
import { z } from 'zod'
import { durationToMs, FIRST_INSTANT, msToIso } from '../../kit/time/duration.ts'
import { durationText } from '../../kit/time/time-schemas.ts'

const limitSchema = z.strictObject({
  /** [D] frequency-policies: a policy has a limit for each segment of customers; without it, for all of them. */
  segment: z
    .strictObject({
      segmentation: z.string().min(1).describe('The segmentation, by id or name.'),
      is: z.string().min(1).describe('The segment of it.'),
    })
    .optional()
    .describe('Only for customers of this segment; without it for all of them.'),
  count: z.int().min(0).describe('How many messages there may be at most.'),
  per: durationText.describe('Within which length of time.'),
  actions: z
    .array(z.enum(['email', 'sms', 'push', 'webhook']))
    .min(1)
    .optional()
    .describe('Only these kinds of actions count; without it every channel does.'),
})

export const frequencyPolicySchema = z.strictObject({
  id: z.string().min(1).optional().describe('The id of the policy; generated when left out.'),
  name: z.string().min(1).describe('The name that actions carry.'),
  limits: z.array(limitSchema).describe('All of its limits must hold.'),
  /** [D] frequency-policy: applied to every action that names no policy. At most one is. */
  default: z.boolean().optional().describe('Applied to every action that names no policy; at most one is.'),
  /** [D] frequency-policy: no scenario can be saved with it. */
  blocked: z.boolean().optional().describe('No scenario can be saved with it.'),
})

export type FrequencyLimit = z.output<typeof limitSchema>

export interface FrequencyPolicy {
  id: string
  name: string
  limits: FrequencyLimit[]
  default?: boolean | undefined
  blocked?: boolean | undefined
}

/** One message that went out under the policy. */
export interface PolicySend {
  at: number
  actionType: string
}

export type FrequencyWindow = 'rolling' | 'calendar'

/** [D] frequency-policy: with 2 a day and 3 triggered, the first two are sent and the third is blocked. */
export function exceededLimit(
  limits: readonly FrequencyLimit[],
  sends: readonly PolicySend[],
  { now, window, actionType }: { now: number; window: FrequencyWindow; actionType: string },
): { limit: FrequencyLimit; sent: number; reason: string } | undefined {
  for (const limit of limits) {
    // A limit on some kinds of actions says nothing about the others.
    if (!concerns(limit, actionType)) continue
    const perMs = durationToMs(limit.per)
    const since = window === 'rolling' ? now - perMs : Math.floor(now / perMs) * perMs - 1
    const sent = sends.filter(
      send => send.at > since && send.at <= now && concerns(limit, send.actionType),
    ).length
    if (sent >= limit.count) {
      const reason = `Frequency policy: ${sent} of ${limit.count} in ${limit.per} sent since ${msToIso(Math.max(since, FIRST_INSTANT))}.`
      return { limit, sent, reason }
    }
  }
  return undefined
}

const concerns = ({ actions }: FrequencyLimit, actionType: string): boolean =>
  actions === undefined || actions.some(action => action === actionType)
