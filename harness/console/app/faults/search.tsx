// One search: planned, run and pruned while it goes on; then each promise, and each counterexample as a timeline with its test.
import { useQuery } from '@tanstack/react-query'
import type { ShownSearch } from '../../../control-api/faults/searches.ts'
import { client } from '../kit/api.ts'
import type { ViewProps } from '../kit/area.ts'
import { Loaded } from '../kit/loaded.tsx'
import { Card, Page } from '../kit/page.tsx'
import { Pill, type Tone } from '../kit/pill.tsx'
import { useDoing } from '../kit/queries.ts'
import { Counterexample } from './counterexample.tsx'
import { StateOfSearch } from './searches.tsx'
import './search.css'

/** Real time. A search writes nothing into the journal, which could say that it went on. */
const LOOK_EVERY_MS = 500

export function View({ params: { id = '' } }: ViewProps) {
  const asked = useQuery({
    queryKey: ['faults', 'search', id],
    queryFn: () => client.searches.get(Number(id)),
    refetchInterval: ({ state }) => (state.data?.state === 'running' ? LOOK_EVERY_MS : false),
  })
  const stop = useDoing(() => client.searches.stop(), { topics: ['faults'] })
  return (
    <Page
      title={`Search ${id}`}
      above={[['Search', '/searches']]}
      actions={
        asked.data?.state === 'running' && (
          <button type="button" className="button" onClick={() => stop.mutate()}>
            Stop
          </button>
        )
      }
    >
      <Loaded of={asked}>{search => <Shown search={search} />}</Loaded>
    </Page>
  )
}

function Shown({ search }: { search: ShownSearch }) {
  const { problem, invariants = [], findings = [] } = search
  return (
    <>
      <Numbers search={search} />
      {problem !== undefined && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
      {invariants.length > 0 && (
        <Card title="Promises">
          <ul className="promises">
            {invariants.map(({ name, says, state, broken }) => (
              <li key={name}>
                <Pill tone={TONES[state] ?? 'quiet'}>{broken > 0 ? brokenText(broken) : state}</Pill>
                <span>
                  <strong>{name}</strong> <span className="soft">{says}</span>
                </span>
              </li>
            ))}
          </ul>
        </Card>
      )}
      {findings.map(finding => (
        <Counterexample key={`${finding.invariant} ${finding.because}`} finding={finding} />
      ))}
    </>
  )
}

const TONES: Record<string, Tone> = { held: 'good', broken: 'bad', 'never-reached': 'quiet' }

function Numbers({ search: { state, runs, planned, pruned, isWhole } }: { search: ShownSearch }) {
  return (
    <div className="numbers-of-search" aria-live="polite">
      <p>
        <StateOfSearch state={state} />
      </p>
      <Figure name="planned" value={planned} />
      <Figure name="run" value={runs} />
      <Figure name="pruned" value={pruned} />
      {isWhole === false && <p className="soft">Ended before all was tried.</p>}
    </div>
  )
}

function Figure({ name, value }: { name: string; value: number | undefined }) {
  if (value === undefined) return null
  return (
    <p className="figure">
      <strong>{value}</strong> {name}
    </p>
  )
}

const brokenText = (count: number): string => (count === 1 ? 'broken once' : `broken ${count} times`)
