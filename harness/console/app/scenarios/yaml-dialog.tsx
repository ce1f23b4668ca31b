// The scenario as YAML, to read, copy, save as a file, or change. Comments of the text that it came from are kept.
import { useMemo, useState } from 'react'
import { scenarioIn } from '../../../scenario-text/read-text.ts'
import { textOf } from '../../../scenario-text/written-text.ts'
import { CopyButton } from '../kit/copy-button.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { CodeEditor } from './code/code-editor.tsx'
import { NOTHING_KNOWN } from './code/languages.ts'
import type { Draft } from './draft/draft.ts'
import { editedOf } from './draft/edited.ts'
import { useEditor } from './editor.tsx'

export function YamlDialog({ onClose }: { onClose: () => void }) {
  const { draft, edited, dispatch } = useEditor()
  const written = useMemo(() => textOf(draft, edited.source), [draft, edited.source])
  const [text, setText] = useState(written)
  const { scenario: read, problem } = useMemo(() => scenarioIn(text), [text])
  const apply = () => {
    if (read === undefined) return
    const source = { text, says: read }
    dispatch({ do: now => editedOf(read as unknown as Draft, now.spots, source) })
    onClose()
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title="As YAML"
      about="The scenario as a file that the command line runs, too."
      size="large"
    >
      <CodeEditor
        label="YAML"
        kind="yaml"
        known={NOTHING_KNOWN}
        value={text}
        onChange={setText}
        marks={problem === undefined ? [] : [{ ...problem, severity: 'error' }]}
      />
      <p className="field-error" role="status">
        {problem === undefined ? '' : `Line ${problem.line}: ${problem.message}`}
      </p>
      <footer className="dialog-footer">
        <CopyButton text={text} label="Copy YAML" />
        <button
          type="button"
          className="button"
          onClick={() => saveAs(`${fileOf(draft.name)}.scenario.yaml`, text)}
        >
          Save as a file
        </button>
        <button
          type="button"
          className="button primary"
          disabled={read === undefined || text === written}
          onClick={apply}
        >
          Apply
        </button>
      </footer>
    </Dialog>
  )
}

const fileOf = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-|-$/g, '') || 'scenario'

function saveAs(name: string, text: string) {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/yaml' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  URL.revokeObjectURL(url)
}
