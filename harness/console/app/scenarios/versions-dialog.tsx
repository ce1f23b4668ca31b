// The version history: each save, start, stop and restore, what it changed, and the way back to it. [D] scenarios-faq.
import { useState } from 'react'
import type { ScenarioDiff } from '../../../control-api/scenarios/scenario-versions.ts'
import type { Scenario } from '../../../control-api/scenarios/scenarios.ts'
import { client } from '../kit/api.ts'
import { Dialog } from '../kit/dialog.tsx'
import { Instant } from '../kit/instant.tsx'
import { Loaded } from '../kit/loaded.tsx'
import { useAsked, useDoing } from '../kit/queries.ts'

export function VersionsDialog({
  scenario: { id, version },
  onClose,
}: {
  scenario: Scenario
  onClose: () => void
}) {
  const asked = useAsked(['scenarios', 'versions', id], () => client.scenarios.versions(id))
  const [shown, show] = useState<number>()
  const restore = useDoing((number: number) => client.scenarios.restore(id, number), {
    said: (_, number) => `Version ${number} is the newest again.`,
    topics: ['scenarios'],
    after: onClose,
  })
  return (
    <Dialog open onClose={onClose} title="Version history" about="Each save, start and stop makes an entry.">
      <Loaded of={asked}>
        {({ versions }) => (
          <ol className="versions">
            {versions.toReversed().map(({ number, at, by }) => (
              <li key={number}>
                <div className="row">
                  <strong>Version {number}</strong>
                  <span className="soft">{by}</span>
                  <Instant at={new Date(at).toISOString()} />
                  {number > 1 && (
                    <button
                      type="button"
                      className="link-button"
                      aria-expanded={shown === number}
                      onClick={() => show(shown === number ? undefined : number)}
                    >
                      What changed<span className="hidden"> in version {number}</span>
                    </button>
                  )}
                  {number !== version && (
                    <button type="button" className="link-button" onClick={() => restore.mutate(number)}>
                      Restore<span className="hidden"> version {number}</span>
                    </button>
                  )}
                </div>
                {shown === number && <Changes id={id} to={number} />}
              </li>
            ))}
          </ol>
        )}
      </Loaded>
    </Dialog>
  )
}

function Changes({ id, to }: { id: string; to: number }) {
  const asked = useAsked(['scenarios', 'diff', id, to], () => client.scenarios.diff(id, to - 1, to))
  return <Loaded of={asked}>{diff => <Listed lines={linesOf(diff)} />}</Loaded>
}

function Listed({ lines }: { lines: readonly string[] }) {
  if (lines.length === 0) return <p className="soft">Nothing in the scenario.</p>
  return (
    <ul className="changes">
      {lines.map(line => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  )
}

const MOST_SHOWN = 60

function shortText(value: unknown): string {
  if (value === undefined) return 'nothing'
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text
}

function linesOf({ fields, nodes, connections }: ScenarioDiff): string[] {
  const way = ([from, to, exit]: readonly [number, number, string?]) =>
    `#${from}${exit === undefined ? '' : ` by ${exit}`} to #${to}`
  return [
    ...fields.map(field => `${field} changed`),
    ...nodes.flatMap(({ node, change, values }) =>
      values === undefined
        ? [`#${node} ${change}`]
        : Object.entries(values).map(
            ([field, { before, after }]) => `#${node} ${field}: ${shortText(before)} → ${shortText(after)}`,
          ),
    ),
    ...connections.added.map(one => `connected ${way(one)}`),
    ...connections.removed.map(one => `no longer connected ${way(one)}`),
  ]
}
