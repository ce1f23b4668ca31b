// The keys that move the view over the canvas, for who has no wheel and no second finger: nearer, further, all of it, and where the
// arrows lead while no node has the focus.
import { useReactFlow } from '@xyflow/react'
import type { KeyboardEvent } from 'react'
import type { Spot } from '../draft/draft.ts'

const STEP = 60
const AWAY: Readonly<Record<string, Spot>> = {
  ArrowUp: { x: 0, y: STEP },
  ArrowDown: { x: 0, y: -STEP },
  ArrowLeft: { x: STEP, y: 0 },
  ArrowRight: { x: -STEP, y: 0 },
}

export function useViewKeys(): (event: KeyboardEvent) => void {
  const { zoomIn, zoomOut, fitView, getViewport, setViewport } = useReactFlow()
  const zooms: Readonly<Record<string, () => unknown>> = {
    '+': zoomIn,
    '=': zoomIn,
    '-': zoomOut,
    '0': () => fitView({ maxZoom: 1, padding: 0.06 }),
  }
  return event => {
    const { key, target, currentTarget, ctrlKey, metaKey, altKey } = event
    if (ctrlKey || metaKey || altKey) return
    const away = target === currentTarget ? AWAY[key] : undefined
    if (away === undefined && zooms[key] === undefined) return
    event.preventDefault()
    if (away === undefined) return void zooms[key]?.()
    const { x, y, zoom } = getViewport()
    void setViewport({ x: x + away.x, y: y + away.y, zoom })
  }
}
