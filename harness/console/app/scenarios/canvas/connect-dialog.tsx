// Connects a node to another without a pointer: by which exit, and to which.
import { useState } from 'react'
import { FormDialog } from '../../kit/dialog.tsx'
import { SelectField } from '../../kit/field.tsx'
import { connection, type DraftNode, nodeOf, withConnection } from '../draft/draft.ts'
import { exitLabel } from '../draft/exit-label.ts'
import { exitsOf, useEditor } from '../editor.tsx'
import { nodeLabel } from './flow-graph.ts'

export function ConnectDialog({ from, onClose }: { from: number | undefined; onClose: () => void }) {
  const { draft } = useEditor()
  const node = from === undefined ? undefined : nodeOf(draft, from)
  return node === undefined ? null : <Connect key={node.id} node={node} onClose={onClose} />
}

function Connect({ node, onClose }: { node: DraftNode; onClose: () => void }) {
  const editor = useEditor()
  const { draft, dispatch, nodeTypes } = editor
  const exits = exitsOf(editor, node.id)
  const others = draft.nodes.filter(
    ({ id, type }) => id !== node.id && nodeTypes.get(type)?.role !== 'trigger',
  )
  const [exit, setExit] = useState(exits[0] ?? '')
  const [to, setTo] = useState(String(others[0]?.id ?? ''))
  const titleOf = (type: string) => nodeTypes.get(type)?.title ?? type
  return (
    <FormDialog
      open
      onClose={onClose}
      title={`Connect #${node.id}`}
      submit="Connect"
      onSubmit={() => {
        const made = connection(node.id, Number(to), exit)
        if (to !== '') dispatch({ do: now => ({ ...now, draft: withConnection(now.draft, made) }) })
        onClose()
      }}
    >
      {exits.length > 1 && (
        <SelectField
          label="Exit"
          value={exit}
          onChange={setExit}
          choices={exits.map(value => ({ value, label: exitLabel(node.type, value) }))}
        />
      )}
      <SelectField
        label="To"
        value={to}
        onChange={setTo}
        choices={others.map(other => ({
          value: String(other.id),
          label: nodeLabel(other, titleOf(other.type)),
        }))}
      />
    </FormDialog>
  )
}
