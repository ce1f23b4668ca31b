// Every scenario with its status and numbers, and the way to a new one.
import './scenarios.css'
import type { Evaluation, ListedScenario } from '../../../control-api/scenarios/scenarios.ts'
import { client } from '../kit/api.ts'
import { Empty } from '../kit/empty.tsx'
import { IconPlus } from '../kit/icons.tsx'
import { Instant } from '../kit/instant.tsx'
import { Loaded } from '../kit/loaded.tsx'
import { Page } from '../kit/page.tsx'
import { useAsked } from '../kit/queries.ts'
import { Link, navigate, useSearch } from '../kit/router.tsx'
import { type Column, Table } from '../kit/table.tsx'
import { useTextFromOutside } from '../kit/text-from-outside.ts'
import { StatusOfScenario } from '../overview/status-of-scenario.tsx'
import { handOver } from './handed-over.ts'
import { ScenarioMenu } from './scenario-menu.tsx'

export interface Row extends ListedScenario {
  numbers: Numbers | undefined
}

export interface Numbers {
  entered: number
  waiting: number
  failed: number
}

export function View() {
  const asked = useAsked(['scenarios', 'list with numbers'], listed)
  const [search, change] = useSearch()
  useTextFromOutside(text => {
    handOver(text)
    navigate('/scenarios/new')
  })
  const wanted = (search.get('q') ?? '').toLowerCase()
  return (
    <Page
      title="Scenarios"
      about="Journeys of customers: what lets them in, what they wait for, what they get. One from elsewhere is pasted or dropped here."
      actions={
        <Link to="/scenarios/new" className="button primary">
          <IconPlus /> New Scenario
        </Link>
      }
    >
      <Loaded of={asked}>
        {rows =>
          rows.length === 0 ? (
            <Empty title="There is no scenario yet.">
              Begin one with New Scenario: a trigger, a wait, a webhook, an email.
            </Empty>
          ) : (
            <>
              <div className="filters">
                <div className="field">
                  <label htmlFor="find-scenario">Find</label>
                  <input
                    id="find-scenario"
                    className="input"
                    type="search"
                    value={search.get('q') ?? ''}
                    onChange={({ target }) => change({ q: target.value })}
                  />
                </div>
              </div>
              <Table
                label="Scenarios"
                columns={COLUMNS}
                rows={rows.filter(({ name }) => name.toLowerCase().includes(wanted))}
                keyOf={({ id }) => id}
              />
            </>
          )
        }
      </Loaded>
    </Page>
  )
}

const number = (title: string, of: (numbers: Numbers) => number): Column<Row> => ({
  title,
  width: '5rem',
  align: 'end',
  cell: ({ numbers }) => numbers && <Figure value={of(numbers)} bad={title === 'Failed'} />,
})

/** A zero says little and stands back; one who failed does not. */
function Figure({ value, bad }: { value: number; bad: boolean }) {
  return <span className={value === 0 ? 'soft' : bad ? 'bad' : undefined}>{value}</span>
}

const COLUMNS: readonly Column<Row>[] = [
  {
    title: 'Name',
    width: '2fr',
    cell: ({ id, name }) => <Link to={`/scenarios/${encodeURIComponent(id)}`}>{name}</Link>,
  },
  { title: 'Status', width: '6.5rem', cell: ({ status }) => <StatusOfScenario status={status} /> },
  number('Entered', ({ entered }) => entered),
  number('Waiting', ({ waiting }) => waiting),
  number('Failed', ({ failed }) => failed),
  {
    title: 'Edited',
    width: '10rem',
    cell: ({ edited }) => <Instant at={new Date(edited * 1_000).toISOString()} />,
  },
  { title: 'Actions', width: '4rem', align: 'end', cell: scenario => <ScenarioMenu scenario={scenario} /> },
]

async function listed(): Promise<Row[]> {
  const { scenarios } = await client.scenarios.list()
  return Promise.all(
    scenarios.map(async scenario => ({
      ...scenario,
      numbers: numbersOf(await client.scenarios.evaluation(scenario.id)),
    })),
  )
}

/** Customers enter by its triggers; wherever one waits or fails counts. */
export function numbersOf({ nodes }: Evaluation): Numbers {
  const sum = (of: (node: Evaluation['nodes'][number]) => number) =>
    nodes.reduce((total, node) => total + of(node), 0)
  return {
    entered: sum(node => (TRIGGERS.has(node.type) ? node.entered : 0)),
    waiting: sum(({ waiting }) => waiting),
    failed: sum(({ failed }) => failed),
  }
}

const TRIGGERS = new Set(['now', 'on_date', 'on_date_attribute', 'repeat', 'on_event', 'api_trigger'])
