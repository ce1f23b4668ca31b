// The buttons above the canvas: what can be done with what is selected, and with all of it. Each says its key.

import { useEditor } from '../editor.tsx'
import type { Selection } from './selection.ts'
import {
  IconConnect,
  IconCopy,
  IconDuplicate,
  IconEdit,
  IconExport,
  IconLayout,
  IconPaste,
  IconTrash,
} from './tool-icons.tsx'
import type { CanvasCommands } from './use-canvas-commands.ts'

interface Props {
  selection: Selection
  commands: CanvasCommands
}

export function CanvasTools({ selection: { nodes, wires }, commands }: Props) {
  const { draft, open } = useEditor()
  const one = nodes.length === 1
  const some = nodes.length > 0
  return (
    <div className="tools" role="toolbar" aria-label="Canvas">
      <Tool label="Edit" keys="Enter" Icon={IconEdit} isOff={!one} onUse={() => open(nodes[0])} />
      <Tool label="Connect to…" keys="C" Icon={IconConnect} isOff={!one} onUse={commands.connect} />
      <Tool isKnown label="Copy" keys="Ctrl C" Icon={IconCopy} isOff={!some} onUse={commands.copy} />
      <Tool
        label="Copy for Bloomreach"
        short="For Bloomreach"
        keys="B"
        Icon={IconExport}
        isOff={draft.nodes.length === 0}
        onUse={commands.exportChosen}
      />
      <Tool
        isKnown
        label="Paste"
        keys="Ctrl V"
        Icon={IconPaste}
        isOff={!commands.hasCopied()}
        onUse={commands.paste}
      />
      <Tool
        isKnown
        label="Duplicate"
        keys="Ctrl D"
        Icon={IconDuplicate}
        isOff={!some}
        onUse={commands.duplicate}
      />
      <Tool
        isKnown
        label="Delete"
        keys="Delete"
        Icon={IconTrash}
        isOff={!some && wires.length === 0}
        onUse={commands.remove}
      />
      <Tool label="Tidy up" keys="L" Icon={IconLayout} isOff={false} onUse={commands.layout} />
    </div>
  )
}

interface ToolProps {
  label: string
  /** What stands there where the whole would be too long. */
  short?: string
  keys: string
  Icon: () => React.ReactNode
  isOff: boolean
  /** By its picture alone, where there is little room. */
  isKnown?: true
  onUse: () => void
}

function Tool({ label, short = label, keys, Icon, isOff, isKnown, onUse }: ToolProps) {
  return (
    <button
      type="button"
      className={isKnown ? 'tool tool-known' : 'tool'}
      disabled={isOff}
      aria-label={label}
      title={`${label} (${keys})`}
      onClick={onUse}
    >
      <Icon />
      <span className="tool-name">{short}</span>
    </button>
  )
}
