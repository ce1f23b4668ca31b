// A connection on the canvas, with how many go along it.
import { BaseEdge, EdgeLabelRenderer, type EdgeProps, getSmoothStepPath } from '@xyflow/react'
import type { Wire } from './flow-graph.ts'

const BEFORE_TARGET = 20

export function WireLine({ id, data, markerEnd, ...ends }: EdgeProps<Wire>) {
  const [path, x, y] = getSmoothStepPath({ ...ends, borderRadius: 14, offset: 12 })
  const count = data?.count
  // Where several begin there stand the names of their exits.
  const at = data?.isOneOfSeveral ? { x: ends.targetX - BEFORE_TARGET, y: ends.targetY } : { x, y }
  return (
    <>
      <BaseEdge
        id={id}
        path={path}
        {...(markerEnd === undefined ? {} : { markerEnd })}
        interactionWidth={24}
      />
      {count !== undefined && (
        <EdgeLabelRenderer>
          <span
            className="wire-count"
            style={{ transform: `translate(-50%, -50%) translate(${at.x}px, ${at.y}px)` }}
          >
            {count}
          </span>
        </EdgeLabelRenderer>
      )}
    </>
  )
}
