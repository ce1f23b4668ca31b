// What a person sees and changes on the consent page: one choice for each category.
import type { World } from '../../../kit/world.ts'
import type { Customer } from '../../customers/customers.ts'
import type { Records } from '../../records.ts'
import type { ConsentChoice } from './pages.tsx'

export type ConsentPageDeps = Pick<Records, 'consents' | 'consentCategories'> & { world: World }

export function consentChoices(
  { consents, consentCategories }: ConsentPageDeps,
  { id }: Customer,
): ConsentChoice[] {
  return consentCategories.list().map(category => ({
    id: category.id,
    name: category.name,
    description: category.description,
    granted: consents.isValid(id, category.id).valid,
  }))
}

/** Tracks a consent event for every category whose choice differs; `granted` empty is the global unsubscription. */
export function changeConsents(
  house: ConsentPageDeps,
  customer: Customer,
  { granted, causedBy }: { granted: ReadonlySet<string>; causedBy: number },
): void {
  const changed = consentChoices(house, customer).filter(choice => choice.granted !== granted.has(choice.id))
  for (const { id: category } of changed) {
    const change = { customerId: customer.id, category, source: 'consent-page', causedBy }
    if (granted.has(category)) house.consents.accept(change)
    else house.consents.reject(change)
  }
  house.world.journal.append({
    kind: 'bloomreach.consent-page',
    causedBy,
    customer: customer.id,
    granted: [...granted].join(', '),
    changed: changed.length,
  })
}
