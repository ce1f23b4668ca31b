// Pages of the Management API's lists. [D] pageSize 1..1000, default 1000; sort by a field, with - in front descending.
import { invalidParameter } from '../errors.ts'
import type { Query } from './query.ts'

const LARGEST_PAGE = 1_000

export interface Page {
  pageSize: number
  skip: number
  sort: string | undefined
}

export function readPage(query: Query, usual = LARGEST_PAGE): Page {
  const pageSize = query.integer('pageSize') ?? usual
  if (pageSize < 1 || pageSize > LARGEST_PAGE) {
    throw invalidParameter('pageSize', `must be from 1 to ${LARGEST_PAGE}`)
  }
  const skip = query.integer('skip') ?? 0
  if (skip < 0) throw invalidParameter('skip', 'must not be negative')
  return { pageSize, skip, sort: query.text('sort') }
}

type Sortable = string | number | undefined
/** What a list can be sorted by. `natural` is the field in whose order the records already are. */
export interface SortFields<T> {
  natural: string
  fields: Record<string, (item: T) => Sortable>
}

/** And how each of its records looks on the wire. */
export interface Listing<T, E> extends SortFields<T> {
  entity: (item: T) => E
}

/** One page without counting the rest: `{ hasMore, data }`. */
export function pageOf<T, E>(
  items: Iterable<T>,
  page: Page,
  listing: Listing<T, E>,
): { hasMore: boolean; data: E[] } {
  const data: E[] = []
  let seen = 0
  for (const item of sorted(items, page.sort, listing)) {
    if (seen++ < page.skip) continue
    if (data.length === page.pageSize) return { hasMore: true, data }
    data.push(listing.entity(item))
  }
  return { hasMore: false, data }
}

/** One page with the number of all: `{ totalResultSize, data }`. */
export const countedPageOf = <T, E>(items: readonly T[], page: Page, listing: Listing<T, E>) => ({
  totalResultSize: items.length,
  data: pageOf(items, page, listing).data,
})

function sorted<T>(
  items: Iterable<T>,
  sort: string | undefined,
  { natural, fields }: SortFields<T>,
): Iterable<T> {
  if (sort === undefined || sort === natural) return items
  const isDescending = sort.startsWith('-')
  const field = isDescending ? sort.slice(1) : sort
  if (field === natural) return [...items].reverse()
  const read = Object.hasOwn(fields, field) ? fields[field] : undefined
  if (read === undefined) {
    const known = [natural, ...Object.keys(fields)].join(', ')
    throw invalidParameter('sort', `cannot sort by ${JSON.stringify(field)}`, `Sort by one of: ${known}.`)
  }
  const ascending = [...items].sort((a, b) => compare(read(a), read(b)))
  return isDescending ? ascending.reverse() : ascending
}

function compare(a: Sortable, b: Sortable): number {
  if (a === b) return 0
  if (a === undefined) return -1
  if (b === undefined) return 1
  return a < b ? -1 : 1
}
