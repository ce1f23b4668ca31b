// The email list hygiene filter of the project: who matches it gets no email. Pure; who matches is asked in
// `mail/excluded.ts`. [D] email-list-hygiene-filter: off or on, and the filter can be edited.
import { z } from 'zod'
import { DAY_MS } from '../../kit/time/duration.ts'
import { conditionSchema } from '../customers/filter-schemas.ts'

export const listHygieneSchema = z.union([
  z.enum(['off', 'default']),
  z.strictObject({ filter: conditionSchema.describe('Who gets no mail.') }),
])
export type ListHygiene = z.output<typeof listHygieneSchema>

/** What the default filter looks at; undefined where it never happened. */
export interface MailHistory {
  signedUpAt: number
  mailedAt: number | undefined
  engagedAt: number | undefined
}

/** [D] email-list-hygiene-filter: engaged too long ago for how often they are mailed, or never. */
export function defaultHygieneFilter({ signedUpAt, mailedAt, engagedAt }: MailHistory, now: number): boolean {
  const isOlder = (at: number | undefined, days: number) => at === undefined || now - at > days * DAY_MS
  const isOldCustomer = isOlder(signedUpAt, 90)
  if (engagedAt === undefined) return isOldCustomer
  if (isOlder(engagedAt, 180)) return isOldCustomer && !isOlder(mailedAt, 180)
  return isOlder(engagedAt, 90) && !isOlder(mailedAt, 7)
}
