// What customers and events of a project are made of, as it stands: read from them, for the vendor keeps no other schema here.
import { isSoftId } from '../../mocks/bloomreach/customers/customers.ts'
import type { Live } from '../life.ts'

export interface DescribedProperty {
  property: string
  type: string
  /** How many have it. */
  used: number
}

export function idsOf({ bloomreach }: Live): { name: string; type: 'hard' | 'soft' }[] {
  const names = new Set(['registered', 'cookie'])
  for (const { ids } of bloomreach.customers.all()) for (const name of Object.keys(ids)) names.add(name)
  return [...names].map(name => ({ name, type: isSoftId(name) ? 'soft' : 'hard' }))
}

export const propertySchemaOf = ({ bloomreach }: Live): DescribedProperty[] =>
  describe([...bloomreach.customers.all()].map(({ properties }) => properties))

export function eventSchemaOf({ bloomreach }: Live) {
  const byType = new Map<string, object[]>()
  for (const { id } of bloomreach.customers.all()) {
    for (const { type, properties } of bloomreach.events.of(id)) {
      byType.set(type, [...(byType.get(type) ?? []), properties])
    }
  }
  return [...byType].map(([type, all]) => ({ type, count: all.length, properties: describe(all) }))
}

function describe(all: readonly object[]): DescribedProperty[] {
  const found = new Map<string, DescribedProperty>()
  for (const properties of all) {
    for (const [property, value] of Object.entries(properties)) {
      const { type, used } = found.get(property) ?? { type: typeOf(value), used: 0 }
      found.set(property, { property, type: type === typeOf(value) ? type : 'mixed', used: used + 1 })
    }
  }
  return [...found.values()]
}

const typeOf = (value: unknown): string =>
  Array.isArray(value) ? 'list' : value === null ? 'null' : typeof value
