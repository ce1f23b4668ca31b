// What of a scenario is seen first: all of it where it can be read then, else its beginning. Pure.
import { NODE_SIZE, type Spots } from '../draft/layout.ts'

/** Below it nobody reads a node. */
const READABLE = 0.62
/** Navigation, margins and the palette or a panel beside the canvas; on a phone it has the whole width. */
const BESIDE = { edit: 480, look: 640 }
const PHONE = 900

interface Fitting {
  maxZoom: number
  minZoom: number
  padding: number
  nodes?: { id: string }[]
}

export function beginningOf(spots: Spots, use: 'edit' | 'look', windowWidth: number): Fitting {
  const width = (windowWidth < PHONE ? windowWidth - 32 : windowWidth - BESIDE[use]) / READABLE
  const all = Object.entries(spots)
  const left = Math.min(...all.map(([, { x }]) => x))
  const seen = all.filter(([, { x }]) => x + NODE_SIZE.width - left <= width)
  const fitting = { maxZoom: 1, minZoom: READABLE, padding: 0.06 }
  if (seen.length === all.length || seen.length === 0) return fitting
  return { ...fitting, nodes: seen.map(([id]) => ({ id })) }
}
