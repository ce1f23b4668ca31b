// The journal: everything that happened in this world, searched by kind, customer, node and text, the newest first.
import { useState } from 'react'
import { isFailure, sentenceOf } from '../../../command-line/output/trace.ts'
import type { JournalEntry } from '../../../control-api/happened/journal.ts'
import { client } from '../kit/api.ts'
import { Empty } from '../kit/empty.tsx'
import { TextField } from '../kit/field.tsx'
import { Instant } from '../kit/instant.tsx'
import { Loaded } from '../kit/loaded.tsx'
import { Page } from '../kit/page.tsx'
import { useAsked } from '../kit/queries.ts'
import { Link, useSearch } from '../kit/router.tsx'
import { type Column, Table } from '../kit/table.tsx'
import { useTyped } from '../kit/typed.ts'
import './happened.css'

const PORTION = 500

/** What an entry says, as the trace does. */
export function textOf(entry: JournalEntry): string {
  const { text } = sentenceOf(entry as never)
  return text === entry.kind && entry.method !== undefined ? `${entry.method} ${entry.path ?? ''}` : text
}

const COLUMNS: Column<JournalEntry>[] = [
  { title: 'When', width: '11rem', cell: ({ at }) => <Instant at={at} /> },
  {
    title: 'What happened',
    width: '3fr',
    cell: entry => (
      <Link to={`/journal/${entry.seq}`} className={isFailure(entry) ? 'url bad' : 'url'}>
        {textOf(entry)}
      </Link>
    ),
  },
  { title: 'Kind', width: '14rem', cell: ({ kind }) => <span className="soft">{kind}</span> },
  {
    title: 'Customer',
    width: '7rem',
    cell: ({ customer }) =>
      customer === undefined ? (
        <span className="soft">none</span>
      ) : (
        <Link to={`/customers/${encodeURIComponent(customer)}`} aria-label={`The story of ${customer}`}>
          the story
        </Link>
      ),
  },
]

export function View() {
  const [search, change] = useSearch()
  const [most, show] = useState(PORTION)
  const field = (name: string) => search.get(name) ?? ''
  const [kind, customer] = [useTyped(field('kind')), useTyped(field('customer'))]
  const [node, text] = [useTyped(field('node')), useTyped(field('q'))]
  const branch = field('branch')
  const query = given({ kind, customer, text, branch, node: /^\d+$/.test(node) ? node : '' })
  const asked = useAsked(['journal', 'search', query, most], () =>
    client.journal({ ...query, newest: most } as never),
  )
  return (
    <Page
      title="Journal"
      about={
        branch === ''
          ? 'Everything that happened in this world, the newest first.'
          : `What a rewind took back, branch ${branch}.`
      }
    >
      <div className="filters">
        <TextField
          label="Text"
          type="search"
          value={field('q')}
          onChange={q => change({ q })}
          placeholder="missing-profile"
        />
        <TextField
          label="Customer"
          value={field('customer')}
          onChange={value => change({ customer: value })}
          placeholder="ada@example.com"
        />
        <TextField
          label="Kind"
          value={field('kind')}
          onChange={value => change({ kind: value })}
          placeholder="bloomreach.webhook-response"
        />
        <TextField
          label="Node"
          inputMode="numeric"
          value={field('node')}
          onChange={value => change({ node: value })}
          placeholder="3"
        />
      </div>
      <Loaded of={asked}>
        {({ entries }) => {
          const shown = withoutLooks(entries).toReversed()
          if (shown.length === 0)
            return (
              <Empty title="Nothing like it has happened.">
                Widen the search above, or start a scenario.
              </Empty>
            )
          return (
            <>
              <Table label="Journal" columns={COLUMNS} rows={shown} keyOf={({ seq }) => seq} />
              {entries.length === most && (
                <p>
                  <button type="button" className="button" onClick={() => show(most * 2)}>
                    Show earlier ones
                  </button>
                </p>
              )}
            </>
          )
        }}
      </Loaded>
    </Page>
  )
}

const given = (fields: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''))

/** What this console only looked at is nothing that happened. */
function withoutLooks(entries: readonly JournalEntry[]): JournalEntry[] {
  const looks = new Set(entries.filter(({ by }) => by === 'console').map(({ seq }) => seq))
  return entries.filter(({ seq, causedBy }) => !looks.has(seq) && !looks.has(causedBy ?? 0))
}
