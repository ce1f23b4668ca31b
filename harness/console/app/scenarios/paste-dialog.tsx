// A scenario from elsewhere: the clipboard of the vendor's editor, or a scenario file. It is added to what stands on the canvas.
import { useState } from 'react'
import { FormDialog } from '../kit/dialog.tsx'
import { TextAreaField } from '../kit/field.tsx'
import { Problem } from '../kit/problem.tsx'
import { useDoing } from '../kit/queries.ts'
import { toast } from '../kit/toasts.tsx'
import { withSettings } from './draft/draft.ts'
import { withPasted } from './draft/edited.ts'
import { useEditor } from './editor.tsx'
import { pieceFrom } from './pasted.ts'

export function PasteDialog({ onClose }: { onClose: () => void }) {
  const { dispatch } = useEditor()
  const [text, setText] = useState('')
  const paste = useDoing(() => pieceFrom(text), {
    problems: 'form',
    after({ name, remarks = [], ...piece }) {
      dispatch({
        do(now) {
          const { edited } = withPasted(now, piece)
          if (now.draft.nodes.length > 0 || name === undefined) return edited
          return { ...edited, draft: withSettings(edited.draft, { name }) }
        },
      })
      const said = `${piece.nodes.length} nodes pasted.`
      toast([said, ...remarks].join(' '))
      onClose()
    },
  })
  return (
    <FormDialog
      open
      onClose={onClose}
      title="Paste a scenario"
      about="Nodes copied in Bloomreach’s scenario editor, or a scenario as YAML or JSON."
      size="large"
      submit="Paste"
      busy={paste.isPending}
      onSubmit={() => paste.mutate()}
    >
      <TextAreaField label="Copied text" rows={12} value={text} onChange={setText} />
      {paste.error !== null && <Problem error={paste.error} />}
    </FormDialog>
  )
}
