// The nodes that there are. One is dragged onto the canvas; pressed, it is put behind the selected one.
import type { DragEvent } from 'react'
import { useEditor } from '../editor.tsx'
import { DRAGGED_TYPE } from './canvas.tsx'
import { NodeIcon } from './node-icon.tsx'

const GROUPS = [
  ['trigger', 'Triggers'],
  ['operator', 'Operators'],
  ['action', 'Actions'],
] as const

/** Stands for what an import could not read; nobody builds with it. */
const NOT_OFFERED = 'not_imported'

export function Palette({ onAdd }: { onAdd: (type: string) => void }) {
  const { nodeTypes } = useEditor()
  const offered = [...nodeTypes.values()].filter(({ type }) => type !== NOT_OFFERED)
  return (
    <section className="palette" aria-label="Nodes to add">
      {GROUPS.map(([role, title]) => (
        <div key={role} className="palette-group">
          <h2>{title}</h2>
          <ul>
            {offered
              .filter(one => one.role === role)
              .map(({ type, title, description }) => (
                <li key={type}>
                  <button
                    type="button"
                    className="palette-node"
                    data-role={role}
                    draggable
                    title={description}
                    onDragStart={event => putOnPointer(event, type)}
                    onClick={() => onAdd(type)}
                  >
                    <NodeIcon type={type} />
                    {title}
                  </button>
                </li>
              ))}
          </ul>
        </div>
      ))}
    </section>
  )
}

function putOnPointer({ dataTransfer }: DragEvent, type: string) {
  dataTransfer.setData(DRAGGED_TYPE, type)
  dataTransfer.effectAllowed = 'copy'
}
