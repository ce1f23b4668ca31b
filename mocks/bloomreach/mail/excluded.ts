// Whom the email list hygiene filter excludes from emails now.
import { unixSecondsToMs } from '../../kit/time/duration.ts'
import { holds } from '../customers/condition.ts'
import type { Customer } from '../customers/customers.ts'
import type { House } from '../house.ts'
import { renderForCustomer } from '../visit/dry-visit.ts'
import { attempt } from '../visit/template-context.ts'
import { defaultHygieneFilter, type MailHistory } from './list-hygiene.ts'

export function isExcluded(customer: Customer, house: House): boolean {
  const { listHygiene } = house
  if (listHygiene.value === 'off') return false
  if (listHygiene.value === 'default') {
    return defaultHygieneFilter(historyOf(customer, house), house.world.clock.now())
  }
  const { filter } = listHygiene.value
  const render = (template: string) => renderForCustomer(template, customer, house)
  // A filter whose template fails excludes nobody.
  const verdict = attempt(() => holds(filter, { customer, render }, house))
  return verdict.ok && verdict.value
}

function historyOf({ id, createdAt }: Customer, { events, settings }: House): MailHistory {
  const last: Pick<MailHistory, 'mailedAt' | 'engagedAt'> = { mailedAt: undefined, engagedAt: undefined }
  for (const { timestamp, properties } of events.of(id, 'campaign')) {
    const { status, action_type } = properties
    if (action_type !== 'email') continue
    if (status === 'enqueued') last.mailedAt = unixSecondsToMs(timestamp)
    if (status === 'opened' || status === settings.clickedStatus) last.engagedAt = unixSecondsToMs(timestamp)
  }
  const first = events.earliest(id)
  return {
    ...last,
    signedUpAt: first === undefined ? createdAt : Math.min(createdAt, unixSecondsToMs(first)),
  }
}
