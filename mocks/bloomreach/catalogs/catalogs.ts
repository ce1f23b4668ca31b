// The catalogs of the project: named tables of items. The Catalog API writes them, templates and recommendations read them.

import { z } from 'zod'
import type { Chance } from '../../kit/chance.ts'
import { invariant } from '../../kit/invariant.ts'
import { Group } from '../../kit/kept/group.ts'
import { KeptMap } from '../../kit/kept/kept-map.ts'
import { KeptMaps } from '../../kit/kept/kept-maps.ts'
import {
  type CatalogField,
  catalogFieldSchema,
  fieldsOf,
  type ItemProperties,
  misfit,
  repeatedField,
} from './catalog-fields.ts'

const itemsSchema = z.record(z.string().min(1), z.record(z.string().min(1), z.json()))

/** With its columns, as the Catalog API would create it. */
const definedCatalogSchema = z.strictObject({
  id: z.string().min(1).optional().describe('The id of the catalog, 24 hex digits; generated when left out.'),
  fields: z.array(catalogFieldSchema).describe('Its columns, as the Catalog API would create them.'),
  isProductCatalog: z.boolean().default(false).describe('Whether it is a product catalog.'),
  items: itemsSchema.default({}).describe('Its items, by their ids.'),
})

/** By name: a definition, or the items alone, by their ids. */
export const catalogsSchema = z
  .record(z.string().min(1), z.union([definedCatalogSchema, itemsSchema]))
  .check(ctx => {
    const ids = new Set<string>()
    for (const [name, given] of Object.entries(ctx.value)) {
      if (!isDefined(given)) continue
      for (const { path, message, input, remedy } of contradictions(given, ids)) {
        ctx.issues.push({ code: 'custom', path: [name, ...path], message, input, params: { remedy } })
      }
    }
  })
  .default({})

const TO_THE_FIELDS = 'Write values of the fields that the catalog has, or add to its fields.'

/** What of a definition does not fit the rest of it, or the ids of the catalogs before it. */
function* contradictions({ id, fields, items }: DefinedCatalog, ids: Set<string>) {
  if (id !== undefined && ids.has(id)) {
    yield {
      path: ['id'],
      message: 'expected every id once, this one is given twice',
      input: id,
      remedy: 'Give each catalog an id of its own, or none.',
    }
  }
  if (id !== undefined) ids.add(id)
  const repeated = repeatedField(fields)
  if (repeated !== undefined) {
    const message = `expected every field once, "${repeated}" is given twice`
    yield { path: ['fields'], message, input: fields, remedy: 'Take one of them out.' }
  }
  for (const [itemId, properties] of Object.entries(items)) {
    const message = misfit(fields, properties)
    if (message !== undefined)
      yield { path: ['items', itemId], message, input: properties, remedy: TO_THE_FIELDS }
  }
}

export interface Catalog {
  /** 24 hex digits, unless the world gives another. */
  readonly id: string
  readonly name: string
  readonly fields: readonly CatalogField[]
  readonly isProductCatalog: boolean
  /** In the order in which they were first written. */
  readonly items: ReadonlyMap<string, ItemProperties>
}

type CatalogRecord = Omit<Catalog, 'items'>

const NO_ITEMS: Catalog['items'] = new Map()

export interface NewCatalog {
  id?: string | undefined
  name: string
  fields: readonly CatalogField[]
  isProductCatalog: boolean
}

export class Catalogs {
  readonly #ids: Chance
  readonly #byId = new KeptMap<string, CatalogRecord>()
  readonly #idByName = new KeptMap<string, string>()
  readonly #items = new KeptMaps<string, string, ItemProperties>()
  readonly kept = new Group({ byId: this.#byId, idByName: this.#idByName, items: this.#items })

  constructor({ chance }: { chance: Chance }) {
    this.#ids = chance.stream('bloomreach/catalogs')
  }

  get size(): number {
    return this.#byId.size
  }

  list(): Catalog[] {
    return [...this.#byId.values()].map(record => this.#whole(record))
  }

  get(id: string): Catalog | undefined {
    const record = this.#byId.get(id)
    return record && this.#whole(record)
  }

  named(name: string): Catalog | undefined {
    const id = this.#idByName.get(name)
    return id === undefined ? undefined : this.get(id)
  }

  add({ id = this.#ids.hex(24), name, fields, isProductCatalog }: NewCatalog): Catalog {
    invariant(!this.#idByName.has(name), 'two catalogs of one name')
    const record: CatalogRecord = { id, name, fields, isProductCatalog }
    this.#byId.set(id, record)
    this.#idByName.set(name, id)
    return this.#whole(record)
  }

  update(catalog: Catalog, { name, fields }: Pick<NewCatalog, 'name' | 'fields'>): void {
    const { id, isProductCatalog } = catalog
    this.#idByName.delete(catalog.name)
    this.#byId.set(id, { id, name, fields, isProductCatalog })
    this.#idByName.set(name, id)
  }

  remove({ id, name }: Catalog): void {
    this.#byId.delete(id)
    this.#idByName.delete(name)
    this.#items.clear(id)
  }

  setItem(id: string, itemId: string, properties: ItemProperties): void {
    this.#items.set(id, itemId, properties)
  }

  deleteItem(id: string, itemId: string): boolean {
    return this.#items.delete(id, itemId)
  }

  deleteItems(id: string): void {
    this.#items.clear(id)
  }

  /** Those of a world. */
  load(given: z.output<typeof catalogsSchema>): void {
    for (const [name, part] of Object.entries(given)) {
      const { id, fields, isProductCatalog, items } = isDefined(part) ? part : inferred(part)
      const catalog = this.add({ id, name, fields, isProductCatalog })
      for (const [itemId, properties] of Object.entries(items)) this.setItem(catalog.id, itemId, properties)
    }
  }

  /** As it is now. */
  #whole(record: CatalogRecord): Catalog {
    return { ...record, items: this.#items.of(record.id) ?? NO_ITEMS }
  }
}

type Items = z.output<typeof itemsSchema>
type DefinedCatalog = z.output<typeof definedCatalogSchema>

/** No item is a list, so a list of `fields` is a definition's. */
const isDefined = (given: DefinedCatalog | Items): given is DefinedCatalog => Array.isArray(given.fields)

const inferred = (items: Items): DefinedCatalog => ({
  fields: fieldsOf(Object.values(items)),
  isProductCatalog: false,
  items,
})
