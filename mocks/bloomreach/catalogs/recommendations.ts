// The recommendations of the project: which items of a catalog each gives, to everyone or to one customer. Here a world
// says so; the filter, the size and the random rest are applied when a template asks.

import { z } from 'zod'
import type { Chance } from '../../kit/chance.ts'
import { Cell } from '../../kit/kept/cell.ts'
import { Group } from '../../kit/kept/group.ts'
import { KeptMap } from '../../kit/kept/kept-map.ts'
import type { Customers } from '../customers/customers.ts'
import { JinjaError, type RecommendationRequest } from '../jinja/index.ts'
import type { BloomreachSettings } from '../settings.ts'
import { type CatalogFilter, passes, readCatalogFilter } from './catalog-filter.ts'
import type { Catalog, Catalogs } from './catalogs.ts'

/** The id of an item, or the item itself. */
const recommendedSchema = z.union([
  z.string().min(1),
  z.number().transform(String),
  z.record(z.string().min(1), z.json()),
])
const itemsSchema = z.array(recommendedSchema)

/** Items alone, or with the catalog that they are of; without it, the catalogs are searched. */
const recommendationSchema = z.union([
  itemsSchema,
  z.strictObject({
    catalog: z
      .string()
      .min(1)
      .optional()
      .describe('The catalog that the items are of; without it, all are searched.'),
    items: itemsSchema
      .default([])
      .describe('Ids of items, or items themselves, in the order in which they are recommended.'),
  }),
])

/** By the id of the recommendation. */
export const recommendationsSchema = z.record(z.string().min(1), recommendationSchema).default({})

type Given = z.output<typeof recommendationsSchema>
type Item = Readonly<Record<string, unknown>>

export const catalogOf = (given: Given[string]): string | undefined =>
  Array.isArray(given) ? undefined : given.catalog

/** An item and the catalog it is of; a whole item of the world is of none. */
interface Candidate {
  item: Item
  catalog?: Catalog
}

export class Recommendations {
  readonly #catalogs: Catalogs
  readonly #chance: Chance
  readonly #settings: Pick<BloomreachSettings, 'unknownRecommendation'>
  readonly #now: () => number
  readonly #byCustomer = new KeptMap<string, Given>()
  readonly #project = new Cell<Given>({})
  readonly kept = new Group({ project: this.#project, byCustomer: this.#byCustomer })

  constructor(deps: {
    catalogs: Catalogs
    chance: Chance
    customers: Customers
    now: () => number
    settings: Pick<BloomreachSettings, 'unknownRecommendation'>
  }) {
    this.#now = deps.now
    this.#catalogs = deps.catalogs
    this.#chance = deps.chance.stream('bloomreach/recommendations')
    this.#settings = deps.settings
    deps.customers.subscribeToMerges((from, into) => {
      const known = this.#byCustomer.get(from.id)
      if (known === undefined) return
      this.#byCustomer.delete(from.id)
      this.#byCustomer.set(into.id, { ...known, ...this.#byCustomer.get(into.id) })
    })
  }

  load(given: Given): void {
    this.#project.value = given
  }

  /** What one customer is given instead. */
  set(customerId: string, given: Given): void {
    if (Object.keys(given).length > 0) this.#byCustomer.set(customerId, given)
  }

  /** Those of the project. */
  ids(): string[] {
    return Object.keys(this.#project.value)
  }

  has(customerId: string, id: string): boolean {
    return this.#given(customerId, id) !== undefined
  }

  /** Throws the error of a template that asks wrongly. */
  recommend(
    customerId: string,
    id: string,
    { size, fillWithRandom, catalogFilter }: RecommendationRequest,
  ): Item[] {
    const filter = readCatalogFilter(catalogFilter)
    if ('problem' in filter) throw new JinjaError('ValueError', filter.problem)
    const given = this.#given(customerId, id)
    if (given === undefined) {
      if (this.#settings.unknownRecommendation === 'empty') return []
      throw new JinjaError('ValueError', `there is no recommendation ${JSON.stringify(id)}`)
    }
    const known = this.#candidates(given)
    const chosen = known.filter(candidate => this.#isAllowed(candidate, filter)).slice(0, size)
    if (fillWithRandom && chosen.length < size) {
      const rest = this.#rest(given, known, chosen).filter(candidate => this.#isAllowed(candidate, filter))
      while (chosen.length < size && rest.length > 0) {
        chosen.push(...rest.splice(this.#chance.int(rest.length), 1))
      }
    }
    return chosen.map(({ item }) => item)
  }

  #given(customerId: string, id: string): Given[string] | undefined {
    const own = this.#byCustomer.get(customerId)
    if (own !== undefined && Object.hasOwn(own, id)) return own[id]
    const project = this.#project.value
    return Object.hasOwn(project, id) ? project[id] : undefined
  }

  /** Items that the catalog no longer has are passed over. */
  #candidates(given: Given[string]): Candidate[] {
    const catalogs = this.#searched(given)
    const items = Array.isArray(given) ? given : given.items
    return items.flatMap((item): Candidate[] => {
      if (typeof item !== 'string') return [{ item }]
      const catalog = catalogs.find(({ items: own }) => own.has(item))
      return catalog === undefined ? [] : [{ item: withId(catalog, item), catalog }]
    })
  }

  #searched(given: Given[string]): Catalog[] {
    const name = catalogOf(given)
    if (name === undefined) return this.#catalogs.list()
    const catalog = this.#catalogs.named(name)
    return catalog === undefined ? [] : [catalog]
  }

  #isAllowed({ item, catalog }: Candidate, filter: CatalogFilter): boolean {
    if (catalog !== undefined) for (const { property } of filter) demandSearchable(catalog, property)
    return passes(item, filter, this.#now())
  }

  /** What random items are taken from: the catalog, or those of the items that are given. */
  #rest(given: Given[string], known: Candidate[], chosen: Candidate[]): Candidate[] {
    const searched = this.#searched(given)
    const isOne = searched.length === 1
    const catalogs = isOne ? searched : searched.filter(one => known.some(({ catalog }) => catalog === one))
    const taken = new Set(chosen.map(({ item }) => item.item_id))
    return catalogs.flatMap(catalog =>
      [...catalog.items.keys()]
        .filter(id => !taken.has(id))
        .map(id => ({ item: withId(catalog, id), catalog })),
    )
  }
}

const withId = ({ items }: Catalog, id: string): Item => ({ item_id: id, ...items.get(id) })

/** [D] create-a-catalog-2: filtering in recommendations requires a searchable field. That it fails otherwise is a guess. */
function demandSearchable(catalog: Catalog, property: string): void {
  if (property === 'item_id') return
  if (catalog.fields.some(({ name, searchable }) => name === property && searchable)) return
  const [name, field] = [catalog.name, property].map(text => JSON.stringify(text))
  throw new JinjaError('ValueError', `catalog_filter: the catalog ${name} has no searchable field ${field}`)
}
