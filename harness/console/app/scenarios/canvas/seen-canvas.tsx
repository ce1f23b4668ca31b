// The canvas where the scenario is looked at and not changed: in Preview and Evaluate.
import { Canvas } from './canvas.tsx'
import type { Drawing } from './flow-graph.ts'
import { NOTHING_SELECTED } from './selection.ts'

export const SeenCanvas = ({ drawing }: { drawing: Drawing }) => (
  <div className="board">
    <Canvas use="look" drawing={drawing} selection={NOTHING_SELECTED} onSelect={ignore} onDropType={ignore} />
  </div>
)

const ignore = () => undefined
