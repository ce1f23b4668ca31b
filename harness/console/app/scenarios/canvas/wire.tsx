// A connection on the canvas, with how many go along it.
import { BaseEdge, EdgeLabelRenderer, type EdgeProps, getSmoothStepPath } from '@xyflow/react'
import type { Wire } from './flow-graph.ts'

export function WireLine({ id, data, markerEnd, ...ends }: EdgeProps<Wire>) {
  const [path, x, y] = getSmoothStepPath({ ...ends, borderRadius: 14 })
  const count = data?.count
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
            style={{ transform: `translate(-50%, -50%) translate(${x}px, ${y}px)` }}
          >
            {count}
          </span>
        </EdgeLabelRenderer>
      )}
    </>
  )
}
