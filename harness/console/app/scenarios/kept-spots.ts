// Where somebody put the nodes of a scenario: in this browser, for a scenario on paper has no places.
import { worldId } from '../kit/address.ts'
import type { Spots } from './draft/layout.ts'

const keyOf = (scenario: string): string => `canvas ${worldId} ${scenario}`

export function keptSpots(scenario: string | undefined): Spots | undefined {
  const text = scenario === undefined ? null : localStorage.getItem(keyOf(scenario))
  return text === null ? undefined : (JSON.parse(text) as Spots)
}

export function keepSpots(scenario: string | undefined, spots: Spots): void {
  if (scenario !== undefined) localStorage.setItem(keyOf(scenario), JSON.stringify(spots))
}
