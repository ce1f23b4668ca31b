// Places in a YAML text, for people: of the value at a path, of its key, and of a place within a text that is written there.
import { type Document, isCollection, isScalar, type Node } from 'yaml'
import type { Place } from '../../mocks/kit/sandbox-error.ts'
import type { Path } from './path.ts'

export interface Found {
  offset: number
  /** Of a text: as it was written, marks included. */
  text?: { written: string; style: 'plain' | 'quoted' | 'literal' | 'folded' } | undefined
}

/** The value at a path or its key, or the nearest enclosing one; undefined where it does not know. */
export type Finder = (path: Path, part: 'key' | 'value') => Found | undefined

interface Places {
  locate(path: Path, part?: 'key' | 'value'): Place
  locateIn(path: Path, within: { line: number; column: number }): Place
}

export function placesBy(find: Finder, { text, file }: { text: string; file: string }): Places {
  let starts: readonly number[] | undefined
  const placeAt = (offset: number) => {
    starts ??= lineStarts(text)
    const line = lineOf(offset, starts)
    return { file, line, column: offset - (starts[line - 1] ?? 0) + 1 }
  }
  const found = (path: Path, part: 'key' | 'value') => find(path, part) ?? { offset: 0 }
  return {
    locate: (path, part = 'value') => placeAt(found(path, part).offset),
    locateIn(path, within) {
      const { offset, text: at } = found(path, 'value')
      return at === undefined ? placeAt(offset) : placeWithin(placeAt(offset), at, within)
    },
  }
}

function placeWithin(
  place: Required<Place>,
  { written, style }: NonNullable<Found['text']>,
  { line, column }: { line: number; column: number },
): Place {
  if (style === 'literal') {
    const indent = /\n *\n* *(?=\S)/.exec(written)?.[0].split('\n').at(-1)?.length ?? 0
    return { ...place, line: place.line + line, column: indent + column }
  }
  if (style === 'folded' || written.includes('\n') || line !== 1) return place
  return { ...place, column: place.column + (style === 'plain' ? 0 : 1) + column - 1 }
}

function lineStarts(text: string): number[] {
  const starts = [0]
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return starts
}

/** Counted from 1: the last that begins at or before it. */
function lineOf(offset: number, starts: readonly number[]): number {
  let low = 0
  let high = starts.length
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if ((starts[middle] ?? 0) <= offset) low = middle
    else high = middle
  }
  return low + 1
}

/** In a document that was read whole. */
export function finderIn(document: Document.Parsed, text: string): Finder {
  return (path, part) => {
    let node: unknown = document.contents
    let offset = rangeStart(node)
    let isThere = true
    for (const step of path) {
      isThere = false
      if (!isCollection(node)) break
      const pair = node.items.find(item => keyOf(item) === String(step))
      const next: unknown = pair === undefined ? node.items[Number(step)] : undefined
      const key = (pair as { key?: unknown } | undefined)?.key
      node = pair === undefined ? next : (pair as { value?: unknown }).value
      const start =
        part === 'key' && key !== undefined ? rangeStart(key) : (rangeStart(node) ?? rangeStart(key))
      if (start === undefined) break
      offset = start
      isThere = true
    }
    return { offset: offset ?? 0, text: isThere ? writtenOf(node, text) : undefined }
  }
}

function writtenOf(node: unknown, text: string): Found['text'] {
  if (!isScalar(node)) return undefined
  const [from = 0, to = 0] = node.range ?? []
  return { written: text.slice(from, to), style: STYLES[node.type ?? 'PLAIN'] ?? 'quoted' }
}

const STYLES: Readonly<Record<string, NonNullable<Found['text']>['style']>> = {
  PLAIN: 'plain',
  BLOCK_LITERAL: 'literal',
  BLOCK_FOLDED: 'folded',
}

const rangeStart = (node: unknown): number | undefined => (node as Node | null | undefined)?.range?.[0]

function keyOf(item: unknown): string | undefined {
  const key = (item as { key?: { value?: unknown } } | null)?.key
  return key?.value === undefined ? undefined : String(key.value)
}
