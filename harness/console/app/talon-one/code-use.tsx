// What referral codes and coupons have in common in a list: their use, their dates, and a filter by a part of the code.
import type { UseQueryResult } from '@tanstack/react-query'
import { type ReactNode, useMemo, useState } from 'react'
import { client } from '../kit/api.ts'
import { TextField } from '../kit/field.tsx'
import { Instant } from '../kit/instant.tsx'
import { Loaded } from '../kit/loaded.tsx'
import { Card } from '../kit/page.tsx'
import { Pill } from '../kit/pill.tsx'
import { useAsked } from '../kit/queries.ts'
import { type Column, Table } from '../kit/table.tsx'
import type { Page } from './management-api.ts'
import './talon-one.css'

interface Code {
  id: number
  code: string
  /** Whose it is. */
  owner: string | undefined
  friend?: string | undefined
  usageCounter: number
  usageLimit: number
  startDate?: string | undefined
  expiryDate?: string | undefined
  created: string
}

interface Props {
  label: string
  ownerTitle: string
  codes: readonly Code[]
}

interface CardProps<T> {
  title: string
  of: UseQueryResult<Page<T>>
  /** What stands there while there is none. */
  none: ReactNode
  label: string
  ownerTitle: string
  codeOf: (one: T) => Code
}

/** The codes of one kind that a campaign has, as many as one answer takes. */
export function CodesCard<T>({ title, of, none, label, ownerTitle, codeOf }: CardProps<T>) {
  return (
    <Card title={title}>
      <Loaded of={of}>
        {({ data, totalResultSize = data.length }) =>
          data.length === 0 ? (
            none
          ) : (
            <>
              <CodeTable label={label} ownerTitle={ownerTitle} codes={data.map(codeOf)} />
              {totalResultSize > data.length && (
                <p className="soft">
                  The first {data.length} of {totalResultSize}.
                </p>
              )}
            </>
          )
        }
      </Loaded>
    </Card>
  )
}

const FITS: Record<string, (code: Code, now: string) => boolean> = {
  used: ({ usageCounter }) => usageCounter > 0,
  expired: ({ expiryDate }, now) => expiryDate !== undefined && expiryDate <= now,
}

function CodeTable({ label, ownerTitle, codes }: Props) {
  const [text, setText] = useState('')
  const [only, setOnly] = useState<'' | 'used' | 'expired'>('')
  const now = useAsked(['clock'], () => client.clock.state()).data?.now ?? ''
  const shown = useMemo(() => {
    const words = text.toLowerCase()
    return codes.filter(
      code =>
        `${code.code} ${code.owner ?? ''} ${code.friend ?? ''}`.toLowerCase().includes(words) &&
        (FITS[only]?.(code, now) ?? true),
    )
  }, [codes, text, only, now])
  return (
    <>
      <div className="filters">
        <TextField label="Search" type="search" placeholder="Code or name" value={text} onChange={setText} />
        <label className="check">
          <input
            type="checkbox"
            checked={only === 'used'}
            onChange={({ target }) => setOnly(target.checked ? 'used' : '')}
          />
          <span>Used only</span>
        </label>
        <label className="check">
          <input
            type="checkbox"
            checked={only === 'expired'}
            onChange={({ target }) => setOnly(target.checked ? 'expired' : '')}
          />
          <span>Expired only</span>
        </label>
      </div>
      <Table label={label} columns={columnsOf(ownerTitle, now)} rows={shown} keyOf={({ id }) => id} />
    </>
  )
}

const columnsOf = (ownerTitle: string, now: string): Column<Code>[] => [
  { title: 'Code', width: '1.2fr', cell: ({ code }) => <code>{code}</code> },
  { title: ownerTitle, width: '1.5fr', cell: ({ owner }) => owner ?? <span className="soft">anybody</span> },
  { title: 'Used', width: '8rem', cell: code => <Use {...code} /> },
  { title: 'Expires', width: '11rem', cell: ({ expiryDate }) => <Expiry at={expiryDate} now={now} /> },
  { title: 'Created', width: '11rem', cell: ({ created }) => <Instant at={created} /> },
]

const Use = ({ usageCounter, usageLimit }: Code) => (
  <>
    {usageCounter}
    {usageLimit > 0 && ` of ${usageLimit}`}
  </>
)

function Expiry({ at, now }: { at: string | undefined; now: string }) {
  if (at === undefined) return <span className="soft">never</span>
  return at <= now ? <Pill tone="bad">expired</Pill> : <Instant at={at} />
}
