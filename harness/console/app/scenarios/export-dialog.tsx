// A scenario, or the nodes that are selected, for the editor of the vendor: what is copied, what has to be built there by hand.

import type { ExportedScenario } from '../../../control-api/scenarios/scenario-export.ts'
import { client } from '../kit/api.ts'
import { CopyButton } from '../kit/copy-button.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { Loaded } from '../kit/loaded.tsx'
import { useAsked } from '../kit/queries.ts'
import { useEditor } from './editor.tsx'

interface Props {
  /** All of them where there are none. */
  nodes: readonly number[]
  onClose: () => void
}

export function ExportDialog({ nodes, onClose }: Props) {
  const { draft, edited } = useEditor()
  const asked = useAsked(['scenarios', 'export', draft, nodes], () =>
    client.scenarios.export({
      scenario: { ...draft },
      partial: true,
      ...(nodes.length === 0 ? {} : { nodes: [...nodes] }),
      ...(edited.clipboard === undefined ? {} : { source: edited.clipboard }),
    }),
  )
  return (
    <Dialog
      open
      onClose={onClose}
      title="Copy for Bloomreach"
      about="Press Ctrl V on the canvas of Bloomreach’s scenario editor, in a draft of a test project."
    >
      <Loaded of={asked}>{exported => <Exported {...exported} />}</Loaded>
    </Dialog>
  )
}

function Exported({ clipboard, counts, byHand, remarks, evidence }: ExportedScenario) {
  const copied = counts.untouched + counts.patched + counts.new
  return (
    <>
      {byHand.length > 0 && (
        <section aria-label="Build by hand">
          <p>These have no public form. Build them by hand:</p>
          <Lines lines={byHand} />
        </section>
      )}
      <Lines lines={remarks} />
      <p className="soft">{evidence}</p>
      <footer className="dialog-footer">
        <span className="soft">
          {copied} {copied === 1 ? 'node' : 'nodes'}
        </span>
        {copied > 0 && (
          <CopyButton
            text={JSON.stringify(clipboard, null, 2)}
            label={byHand.length > 0 ? 'Copy the rest' : 'Copy'}
          />
        )}
      </footer>
    </>
  )
}

function Lines({ lines }: { lines: readonly string[] }) {
  if (lines.length === 0) return null
  return (
    <ul className="changes">
      {lines.map(line => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  )
}
