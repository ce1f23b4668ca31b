// Changes a value inside a YAML document from what it was to what it is, and leaves everything else, comments first, where it stands. Pure.
import { type Document, isMap, isNode, isScalar, isSeq, type Node, type YAMLMap, type YAMLSeq } from 'yaml'
import { given } from '../../mocks/kit/given.ts'
import { isSame } from './same.ts'

interface Change<T> {
  was: T
  is: T
}

type Fields = Readonly<Record<string, unknown>>

export function changeEntries(document: Document, map: YAMLMap, { was, is }: Change<Fields>): void {
  for (const name of new Set([...Object.keys(was), ...Object.keys(is)])) {
    if (isSame(was[name], is[name])) continue
    if (is[name] === undefined) map.delete(name)
    else setEntry(document, map, name, { was: was[name], is: is[name] })
  }
}

function setEntry(document: Document, map: YAMLMap, name: string, change: Change<unknown>): void {
  const before: unknown = map.get(name, true)
  const after = changed(document, before, change)
  if (after === before) return
  if (map.has(name)) map.set(name, after)
  else map.items.splice(placeOf(map, name), 0, document.createPair(name, after))
}

/** What is said of the whole scenario stands above its nodes. */
function placeOf({ items }: YAMLMap, name: string): number {
  const nodes = items.findIndex(({ key }) => isScalar(key) && key.value === 'nodes')
  return nodes === -1 || name === 'connections' ? items.length : nodes
}

/** The node itself where it can be changed in place. */
function changed(document: Document, before: unknown, { was, is }: Change<unknown>): unknown {
  if (isScalar(before) && isPlain(is)) {
    before.value = is
    // What was one line and is several is written as lines.
    if (typeof is === 'string' && is.includes('\n') && before.type !== 'BLOCK_FOLDED')
      before.type = 'BLOCK_LITERAL'
    return before
  }
  if (isMap(before) && isFields(was) && isFields(is)) {
    changeEntries(document, before, { was, is })
    return before
  }
  if (isSeq(before) && Array.isArray(was) && Array.isArray(is)) {
    changeItems(document, before, { was, is, keyOf: item => JSON.stringify(item), others: 'by place' })
    return before
  }
  return withComments(created(document, is), before)
}

function withComments(after: Node, before: unknown): Node {
  if (!isNode(before)) return after
  const { comment, commentBefore, spaceBefore } = before
  return Object.assign(after, given({ comment, commentBefore, spaceBefore }))
}

interface Items<T> extends Change<readonly T[]> {
  /** By which an item of before and one of now are the same one. */
  keyOf: (item: T) => unknown
  /** What an item is whose like was not there: a new one, or the one that stood in its place. */
  others: 'new' | 'by place'
}

/** Items that stay keep what stands around them. */
export function changeItems<T>(document: Document, list: YAMLSeq, items: Items<T>): void {
  const { was, is } = items
  const before = list.items.length === was.length ? list.items : []
  const places = placesOf(items)
  list.items = is.map((item, index) => {
    const place = places[index]
    const node = place === undefined ? undefined : before[place]
    if (place === undefined || node === undefined) return created(document, item)
    return isSame(was[place], item) ? node : changed(document, node, { was: was[place], is: item })
  })
}

/** Where each item of now stood before; none stood in the place of two. */
function placesOf<T>({ was, is, keyOf, others }: Items<T>): (number | undefined)[] {
  const known = new Map<unknown, number[]>()
  for (const [place, item] of was.entries()) {
    const places = known.get(keyOf(item))
    if (places === undefined) known.set(keyOf(item), [place])
    else places.push(place)
  }
  const found = is.map(item => known.get(keyOf(item))?.shift())
  if (others === 'new' || was.length !== is.length) return found
  const taken = new Set(found)
  return found.map((place, index) => place ?? (taken.has(index) ? undefined : index))
}

const created = (document: Document, value: unknown): Node =>
  document.createNode(value, { aliasDuplicateObjects: false })

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isPlain = (value: unknown): boolean => typeof value !== 'object' || value === null
