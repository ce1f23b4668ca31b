// Pure: may one more message be sent under this policy now? Which messages there were is `frequency-policies.ts`.
import { z } from 'zod'
import { durationToMs, msToIso } from '../kit/duration.ts'
import { durationText } from './scenario/filter-schemas.ts'

const limitSchema = z.strictObject({
  /** [D] frequency-policies: a policy has a limit for each segment of customers; without it, for all of them. */
  segment: z.strictObject({ segmentation: z.string().min(1), is: z.string().min(1) }).optional(),
  count: z.int().min(0),
  per: durationText,
  /** Only these kinds of actions count; without it every channel does. */
  actions: z
    .array(z.enum(['email', 'sms', 'push', 'webhook']))
    .min(1)
    .optional(),
})

export const frequencyPolicySchema = z.strictObject({
  id: z.string().min(1).optional(),
  name: z.string().min(1),
  limits: z.array(limitSchema),
})

export type FrequencyLimit = z.output<typeof limitSchema>

export interface FrequencyPolicy {
  id: string
  name: string
  limits: FrequencyLimit[]
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
  { now, window }: { now: number; window: FrequencyWindow },
): { limit: FrequencyLimit; sent: number; reason: string } | undefined {
  for (const limit of limits) {
    const perMs = durationToMs(limit.per)
    const since = window === 'rolling' ? now - perMs : Math.floor(now / perMs) * perMs - 1
    const sent = sends.filter(
      send => send.at > since && send.at <= now && (limit.actions?.some(a => a === send.actionType) ?? true),
    ).length
    if (sent >= limit.count) {
      const reason = `Frequency policy: ${sent} of ${limit.count} in ${limit.per} sent since ${msToIso(since)}.`
      return { limit, sent, reason }
    }
  }
  return undefined
}
