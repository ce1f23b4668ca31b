// Where a run stands when something happens beside it: who waits, or whose code it is, and at which node.
import type { Live } from '../../life.ts'

export interface Moment {
  life: Live
  /** By the internal id. */
  customer: string
  scenarioId: string
  node: number | undefined
}

/** Under which a customer may be known in Talon.One: every id, and the address. */
export function idsOf({ bloomreach }: Live, customer: string): ReadonlySet<string> {
  const known = bloomreach.customers.get(customer)
  const ids = known === undefined ? [] : [...Object.values(known.ids), known.properties.email]
  return new Set(ids.filter(id => typeof id === 'string'))
}
