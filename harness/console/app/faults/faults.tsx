// Faults: switch one on for an operation, see how often it struck and what came of it, switch it off.
import { useState } from 'react'
import type { Fault } from '../../../control-api/faults/faults.ts'
import { client } from '../kit/api.ts'
import { Empty } from '../kit/empty.tsx'
import { IconPlus } from '../kit/icons.tsx'
import { Loaded } from '../kit/loaded.tsx'
import { Card, Page } from '../kit/page.tsx'
import { Pill } from '../kit/pill.tsx'
import { useAsked, useDoing } from '../kit/queries.ts'
import { Link } from '../kit/router.tsx'
import { type Column, Table } from '../kit/table.tsx'
import { toast } from '../kit/toasts.tsx'
import { FaultDialog } from './fault-dialog.tsx'
import { effectText, whenText } from './fault-text.ts'

export function View() {
  const asked = useAsked(['faults'], () => client.faults.list())
  const [plans, plan] = useState(false)
  return (
    <Page
      title="Faults"
      about="Chosen failures, in each vendor’s own error shape. Deterministic, and off until switched on here."
      actions={
        <button type="button" className="button primary" onClick={() => plan(true)}>
          <IconPlus />
          Switch on a fault
        </button>
      }
    >
      <Loaded of={asked}>
        {({ faults, operations }) => (
          <>
            <Card title="Switched on">
              {faults.length === 0 ? (
                <Empty title="Everything works.">
                  Switch on a fault to see what your scenario makes of it.
                </Empty>
              ) : (
                <Table label="Faults" rows={faults} keyOf={({ id }) => id} columns={COLUMNS} />
              )}
            </Card>
            <FaultDialog open={plans} onClose={() => plan(false)} operations={operations} />
          </>
        )}
      </Loaded>
      <Struck />
    </Page>
  )
}

const COLUMNS: Column<Fault>[] = [
  { title: 'Operation', width: '2fr', cell: ({ operation }) => <code>{operation}</code> },
  { title: 'What goes wrong', width: '2fr', cell: effectText },
  { title: 'When', width: '2fr', cell: whenText },
  {
    title: 'Struck',
    width: '7rem',
    cell: ({ struck, seen }) => (
      <Pill tone={struck > 0 ? 'bad' : 'quiet'}>
        {struck} of {seen}
      </Pill>
    ),
  },
  { title: 'Switch off', width: '7rem', align: 'end', cell: fault => <Off fault={fault} /> },
]

/** Undone by planning it once more. */
function Off({ fault }: { fault: Fault }) {
  const { id, seen: _seen, struck: _struck, ...plan } = fault
  const again = useDoing(() => client.faults.add(plan), { topics: ['faults'] })
  const off = useDoing(() => client.faults.remove(id), {
    topics: ['faults'],
    after: () => toast('The fault is off.', { label: 'Undo', onClick: () => again.mutate() }),
  })
  return (
    <button
      type="button"
      className="link-button"
      aria-label={`Switch off ${fault.operation}`}
      onClick={() => off.mutate()}
    >
      Switch off
    </button>
  )
}

function Struck() {
  const asked = useAsked(['journal', 'faults'], () => client.journal({ kind: 'fault', newest: 100 }))
  return (
    <Card title="What they struck">
      <Loaded of={asked}>
        {({ entries }) =>
          entries.length === 0 ? (
            <Empty title="None has struck yet.">
              Let a scenario run while one is on; whom it met stands here.
            </Empty>
          ) : (
            <ol className="lines">
              {entries.toReversed().map(({ seq, operation, customer, causedBy }) => (
                <li key={seq}>
                  <Link to={`/journal/${causedBy ?? seq}`}>{String(operation ?? 'a fault')}</Link>
                  {customer === undefined ? (
                    <span className="soft">nobody’s path</span>
                  ) : (
                    <Link to={`/customers/${encodeURIComponent(customer)}`}>the customer’s story</Link>
                  )}
                </li>
              ))}
            </ol>
          )
        }
      </Loaded>
    </Card>
  )
}
