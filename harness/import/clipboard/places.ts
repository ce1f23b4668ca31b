// Where a node stands on the editor's screen, both ways. [C] a copied scenario: x and y of each node.
import { type Columns, ignored, understood } from '../columns.ts'

type Fields = Readonly<Record<string, unknown>>

interface Position {
  x: number
  y: number
}

/** Of several nodes that stand for one, each stands below the one before. */
export function placeOf(vendor: Fields, index: number): { position?: Position } {
  const { x, y } = vendor
  return isCoordinate(x) && isCoordinate(y) ? { position: { x, y: y + index * BELOW } } : {}
}

const BELOW = 120
const FARTHEST = 999_000

const isCoordinate = (value: unknown): value is number =>
  typeof value === 'number' && Math.abs(value) <= FARTHEST

export function placeColumns(vendor: Fields): Columns {
  const verdict = placeOf(vendor, 0).position ? understood('position') : ignored('no place on a canvas')
  return { x: verdict, y: verdict }
}

/** What has no place of its own here stays where it stood there. */
export const standingAt = <T extends Fields>(vendor: T, position: Position | undefined): T =>
  position === undefined || (position.x === vendor.x && position.y === vendor.y)
    ? vendor
    : { ...vendor, ...position }
