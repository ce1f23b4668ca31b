// A mail that was sent, rendered once more for whoever asks where its values came from: as a test run does, so that nothing is taken.
import type { NodeOf } from '../definition/node-schemas.ts'
import type { House } from '../house.ts'
import { dryVisit } from '../visit/dry-visit.ts'
import type { Run } from '../visit/run.ts'
import { type Again, attempt } from '../visit/template-context.ts'
import { type RenderedMail, renderMail } from './compose.ts'

export interface SentBy {
  node: NodeOf<'email'>
  scenario: { id: string; name: string }
  /** The internal id. */
  customerId: string
  /** What the path knew then. */
  run: Partial<Run>
}

/** Undefined where it cannot be rendered any more. */
export function mailAgain(
  { node, scenario, customerId, run }: SentBy,
  again: Again,
  house: House,
): RenderedMail | undefined {
  const customer = house.customers.get(customerId)
  if (customer === undefined) return undefined
  const visit = dryVisit(scenario, customer, { run })
  const rendered = attempt(() => renderMail(node, { node, visit, house, again }))
  return rendered.ok ? rendered.value : undefined
}
