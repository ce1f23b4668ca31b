// The catalogs of the project: named tables of items. The Catalog API writes them, templates and recommendations read them.
import { z } from 'zod'
import type { Chance } from '../../kit/chance.ts'
import { invariant } from '../../kit/invariant.ts'
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
  name: string
  fields: readonly CatalogField[]
  readonly isProductCatalog: boolean
  /** In the order in which they were first written. */
  readonly items: Map<string, ItemProperties>
}

export interface NewCatalog {
  id?: string | undefined
  name: string
  fields: readonly CatalogField[]
  isProductCatalog: boolean
}

export class Catalogs {
  readonly #ids: Chance
  #byId = new Map<string, Catalog>()
  #byName = new Map<string, Catalog>()

  constructor({ chance }: { chance: Chance }) {
    this.#ids = chance.stream('bloomreach/catalogs')
  }

  save() {
    return { byId: this.#byId, byName: this.#byName }
  }

  restore({ byId, byName }: ReturnType<Catalogs['save']>): void {
    this.#byId = byId
    this.#byName = byName
  }

  get size(): number {
    return this.#byId.size
  }

  list(): Catalog[] {
    return [...this.#byId.values()]
  }

  get(id: string): Catalog | undefined {
    return this.#byId.get(id)
  }

  named(name: string): Catalog | undefined {
    return this.#byName.get(name)
  }

  add({ id = this.#ids.hex(24), name, fields, isProductCatalog }: NewCatalog): Catalog {
    invariant(!this.#byName.has(name), 'two catalogs of one name')
    const catalog: Catalog = { id, name, fields, isProductCatalog, items: new Map() }
    this.#byId.set(id, catalog)
    this.#byName.set(name, catalog)
    return catalog
  }

  update(catalog: Catalog, { name, fields }: Pick<NewCatalog, 'name' | 'fields'>): void {
    this.#byName.delete(catalog.name)
    Object.assign(catalog, { name, fields })
    this.#byName.set(name, catalog)
  }

  remove({ id, name }: Catalog): void {
    this.#byId.delete(id)
    this.#byName.delete(name)
  }

  /** Those of a world. */
  load(given: z.output<typeof catalogsSchema>): void {
    for (const [name, part] of Object.entries(given)) {
      const { id, fields, isProductCatalog, items } = isDefined(part) ? part : inferred(part)
      const catalog = this.add({ id, name, fields, isProductCatalog })
      for (const [itemId, properties] of Object.entries(items)) catalog.items.set(itemId, properties)
    }
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
