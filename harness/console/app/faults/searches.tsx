// Fault searches: start one, and see those that were.
import { useState } from 'react'
import type { NewSearch, ShownSearch } from '../../../control-api/faults/searches.ts'
import { client } from '../kit/api.ts'
import { Empty } from '../kit/empty.tsx'
import { SelectField, TextField } from '../kit/field.tsx'
import { Loaded } from '../kit/loaded.tsx'
import { Card, Page } from '../kit/page.tsx'
import { Pill, type Tone } from '../kit/pill.tsx'
import { Problem } from '../kit/problem.tsx'
import { useAsked, useDoing } from '../kit/queries.ts'
import { Link, navigate } from '../kit/router.tsx'
import { type Column, Table } from '../kit/table.tsx'

export function View() {
  const asked = useAsked(['faults', 'searches'], () => client.searches.list())
  return (
    <Page
      title="Search"
      about="Tries every fault at every step of a journey as it is saved now, from the beginning and in worlds of its own, and tells which promises break."
    >
      <Start />
      <Card title="Searches">
        <Loaded of={asked}>
          {({ searches }) =>
            searches.length === 0 ? (
              <Empty title="Nothing was searched yet.">
                Start a search above; the tutorial takes some seconds.
              </Empty>
            ) : (
              <Table label="Searches" rows={searches.toReversed()} keyOf={({ id }) => id} columns={COLUMNS} />
            )
          }
        </Loaded>
      </Card>
    </Page>
  )
}

const DEPTHS = [
  { value: '1', label: 'One fault at a time' },
  { value: '2', label: 'Up to two faults' },
  { value: '3', label: 'Up to three faults' },
]

function Start() {
  const scenarios = useAsked(['scenarios', 'list'], () => client.scenarios.list())
  const [scenario, setScenario] = useState('')
  const [depth, setDepth] = useState('2')
  const [customers, setCustomers] = useState('4')
  const [budget, setBudget] = useState('30 seconds')
  const start = useDoing((search: NewSearch) => client.searches.start(search), {
    topics: ['faults'],
    problems: 'form',
    after: ({ id }) => navigate(`/searches/${id}`),
  })
  const names = scenarios.data?.scenarios.map(({ name }) => ({ value: name, label: name })) ?? []
  return (
    <Card title="Start a search">
      <form
        className="stack"
        onSubmit={event => {
          event.preventDefault()
          start.mutate({
            depth: Number(depth),
            customers: Number(customers),
            ...(scenario === '' ? {} : { scenario }),
            ...(budget === '' ? {} : { budget }),
          })
        }}
      >
        {start.error !== null && <Problem error={start.error} />}
        <div className="filters">
          <SelectField
            label="Scenario"
            value={scenario}
            onChange={setScenario}
            choices={[{ value: '', label: 'All that the world starts' }, ...names]}
          />
          <SelectField label="Faults in one run" value={depth} onChange={setDepth} choices={DEPTHS} />
          <TextField label="Customers" inputMode="numeric" value={customers} onChange={setCustomers} />
          <TextField label="Budget" value={budget} onChange={setBudget} placeholder="1000, or 30 seconds" />
          <button type="submit" className="button primary" aria-busy={start.isPending}>
            Start the search
          </button>
        </div>
      </form>
    </Card>
  )
}

const TONES: Record<ShownSearch['state'], Tone> = {
  running: 'info',
  done: 'quiet',
  stopped: 'warn',
  failed: 'bad',
}

export const StateOfSearch = ({ state }: Pick<ShownSearch, 'state'>) => (
  <Pill tone={TONES[state]}>{state}</Pill>
)

const COLUMNS: Column<ShownSearch>[] = [
  { title: 'Search', width: '8rem', cell: ({ id }) => <Link to={`/searches/${id}`}>Search {id}</Link> },
  { title: 'State', width: '7rem', cell: search => <StateOfSearch state={search.state} /> },
  { title: 'Of', width: '2fr', cell: ({ asked }) => asked.scenario ?? 'all that start' },
  { title: 'Runs', width: '5rem', align: 'end', cell: ({ runs }) => runs },
  {
    title: 'Broken',
    width: '6rem',
    align: 'end',
    cell: ({ invariants }) => invariants?.filter(({ state }) => state === 'broken').length ?? '',
  },
]
