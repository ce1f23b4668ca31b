// Everything that waits, as a list: a long one draws what is in sight.
import { Instant, lengthText } from '../kit/instant.tsx'
import { Table } from '../kit/table.tsx'
import type { Moment } from './moments.ts'

interface Props {
  moments: Moment[]
  total: number
  onChoose: (dueAt: string) => void
}

export function WaitingTable({ moments, total, onChoose }: Props) {
  const shown = moments.reduce((sum, { waiting }) => sum + waiting.length, 0)
  return (
    <div className="stack">
      <Table
        label="What waits"
        rows={moments}
        keyOf={({ dueAt }) => dueAt}
        columns={[
          { title: 'Due', width: '11rem', cell: ({ dueAt }) => <Instant at={dueAt} /> },
          { title: 'In', width: '6rem', cell: ({ inMs }) => lengthText(inMs) },
          { title: 'What', width: '3fr', cell: ({ waiting }) => whatOf(waiting) },
          { title: 'Customers', width: '6rem', align: 'end', cell: ({ count }) => count },
          {
            title: 'Show',
            width: '6rem',
            align: 'end',
            cell: ({ dueAt }) => (
              <button type="button" className="link-button" onClick={() => onChoose(dueAt)}>
                Show who
              </button>
            ),
          },
        ]}
      />
      {total > shown && (
        <p className="soft">
          The first {shown} of {total}.
        </p>
      )}
    </div>
  )
}

function whatOf([first, ...others]: Moment['waiting']): string {
  const text = first?.label ?? ''
  return others.length === 0 ? text : `${text}, and ${others.length} more`
}
