// The vendor's own Catalogs API, as somebody who is signed in.
import { client, vendor } from '../kit/api.ts'

export interface Catalog {
  id: string
  name: string
}

export interface CatalogItem {
  item_id: string
  properties: Record<string, unknown>
}

/** [D] get-catalog-items-2: at most so many in one answer. */
const MOST_ITEMS = 1_000

async function ask<T>(path: string, method = 'GET', body?: unknown): Promise<T> {
  const { projectToken } = await client.project()
  return vendor<T>(`/data/v2/projects/${projectToken}/catalogs${path}`, { method, body })
}

const inPath = encodeURIComponent

export const listCatalogs = async (): Promise<Catalog[]> => (await ask<{ data: Catalog[] }>('')).data

export const createCatalog = (name: string, fields: readonly { name: string; type: string }[]) =>
  ask('', 'POST', { name, fields })

export const deleteCatalog = (id: string) => ask(`/${inPath(id)}`, 'DELETE')

export const listItems = (id: string): Promise<{ data: CatalogItem[]; total: number }> =>
  ask(`/${inPath(id)}/items?count=${MOST_ITEMS}`)

export const writeItem = (id: string, { item_id, properties }: CatalogItem) =>
  ask(`/${inPath(id)}/items/${inPath(item_id)}`, 'PUT', { properties })

export const deleteItem = (id: string, item: string) => ask(`/${inPath(id)}/items/${inPath(item)}`, 'DELETE')
