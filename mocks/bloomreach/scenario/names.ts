// The names that a scenario may use in this project, here and now, as the editor's lists and completions offer them.
import { GENERAL_CONSENT } from '../consents/consent-categories.ts'
import type { House } from '../house.ts'
import { filterNames } from '../jinja/index.ts'
import { nameOf } from '../visit/template-context.ts'

export interface Names {
  consentCategory: { name: string; label?: string }[]
  authentication: { name: string; label?: string }[]
  preset: { name: string }[]
  frequencyPolicy: { name: string }[]
  throughputPolicy: { name: string }[]
  segmentation: { name: string; segments: string[] }[]
  /** The first few, by an id of each, to try a scenario on. */
  customers: string[]
  /** Attributes that customers have; of many customers, those of the first ones. */
  attributes: string[]
  filters: string[]
}

const FEW_CUSTOMERS = 20
const MOST_CUSTOMERS = 1_000

export function namesIn(house: House): Names {
  const { integrations, consentCategories, throughputPolicies, segmentations, frequencyPolicies } = house
  const named = (names: readonly string[]) => names.map(name => ({ name }))
  return {
    consentCategory: consentCategories
      .list()
      .filter(({ id }) => id !== GENERAL_CONSENT)
      .map(({ id, name }) => ({ name: id, ...(name === id ? {} : { label: name }) })),
    authentication: named(integrations.names('http_authentication_schema')),
    preset: named(integrations.names('webhook_preset')),
    frequencyPolicy: named(frequencyPolicies.names()),
    throughputPolicy: named(throughputPolicies.names()),
    segmentation: segmentations
      .list()
      .map(({ name, segments }) => ({ name, segments: segments.map(segment => segment.name) })),
    customers: firstOf(house.customers.all(), FEW_CUSTOMERS).map(nameOf),
    attributes: attributesIn(house),
    filters: filterNames(),
  }
}

function attributesIn({ customers }: House): string[] {
  const first = firstOf(customers.all(), MOST_CUSTOMERS)
  return [...new Set(first.flatMap(({ properties }) => Object.keys(properties)))].sort()
}

const firstOf = <T>(all: Iterable<T>, most: number): T[] => {
  const first: T[] = []
  for (const one of all) if (first.push(one) === most) break
  return first
}
