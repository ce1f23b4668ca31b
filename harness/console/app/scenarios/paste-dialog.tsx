// A scenario from elsewhere: the clipboard of the vendor's editor, or a scenario file. It is added to what stands on the canvas.
import { useState } from 'react'
import { FormDialog } from '../kit/dialog.tsx'
import { TextAreaField } from '../kit/field.tsx'
import { useDoing } from '../kit/queries.ts'
import { toast } from '../kit/toasts.tsx'
import { useEditor } from './editor.tsx'
import { pastedFrom, saidOf, withPastedIn } from './pasted.ts'

export function PasteDialog({ onClose }: { onClose: () => void }) {
  const { dispatch } = useEditor()
  const [text, setText] = useState('')
  const paste = useDoing(() => pastedFrom(text), {
    problems: 'form',
    after(pasted) {
      dispatch({ do: now => withPastedIn(now, pasted).edited })
      toast(saidOf(pasted))
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
      doing={paste}
      onSubmit={() => paste.mutate()}
    >
      <TextAreaField label="Copied text" rows={12} value={text} onChange={setText} />
    </FormDialog>
  )
}
