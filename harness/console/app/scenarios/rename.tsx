// The scenario's name, changed in a window of its own.
import { useState } from 'react'
import { FormDialog } from '../kit/dialog.tsx'
import { TextField } from '../kit/field.tsx'
import { withSettings } from './draft/draft.ts'
import { useEditor } from './editor.tsx'

export function Rename() {
  const { draft, dispatch } = useEditor()
  const [name, setName] = useState<string>()
  return (
    <>
      <button type="button" className="link-button" onClick={() => setName(draft.name)}>
        Rename
      </button>
      {name !== undefined && (
        <FormDialog
          open
          onClose={() => setName(undefined)}
          title="Rename the scenario"
          submit="Rename"
          onSubmit={() => {
            dispatch({ do: now => ({ ...now, draft: withSettings(now.draft, { name }) }) })
            setName(undefined)
          }}
        >
          <TextField label="Name" value={name} onChange={setName} />
        </FormDialog>
      )}
    </>
  )
}
