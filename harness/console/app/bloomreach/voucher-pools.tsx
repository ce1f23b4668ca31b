// Bloomreach's own voucher pools: how many codes are left, and an import of more.
import { useState } from 'react'
import type { VoucherPoolSummary } from '../../../control-api/bloomreach/vouchers.ts'
import { client } from '../kit/api.ts'
import { FormDialog } from '../kit/dialog.tsx'
import { Empty } from '../kit/empty.tsx'
import { TextAreaField, TextField } from '../kit/field.tsx'
import { IconPlus } from '../kit/icons.tsx'
import { Loaded } from '../kit/loaded.tsx'
import { Card } from '../kit/page.tsx'
import { Pill } from '../kit/pill.tsx'
import { useAsked, useDoing } from '../kit/queries.ts'
import { useSearch } from '../kit/router.tsx'
import { type Column, Table } from '../kit/table.tsx'
import { VoucherCodes } from './voucher-codes.tsx'

const columnsOf = (open: (pool: string) => void): Column<VoucherPoolSummary>[] => [
  {
    title: 'Pool',
    width: '1fr',
    cell: ({ name }) => (
      <button type="button" className="link-button" onClick={() => open(name)}>
        {name}
      </button>
    ),
  },
  { title: 'Codes', width: '7rem', align: 'end', cell: ({ total }) => total },
  { title: 'Left', width: '7rem', align: 'end', cell: ({ left }) => left },
  {
    title: 'Stock',
    width: '8rem',
    cell: ({ left, lowStock }) =>
      left === 0 ? (
        <Pill tone="bad">empty</Pill>
      ) : left <= lowStock ? (
        <Pill tone="warn">low</Pill>
      ) : (
        <Pill tone="good">fine</Pill>
      ),
  },
]

export function VoucherPools() {
  const [isNew, setNew] = useState(false)
  const [search, change] = useSearch()
  const opened = search.get('pool')
  const asked = useAsked(['bloomreach', 'voucher pools'], () => client.vouchers.list())
  const create = (
    <button type="button" className="button primary" onClick={() => setNew(true)}>
      <IconPlus />
      Import vouchers
    </button>
  )
  return (
    <div className="stack">
      <Card title="Vouchers" actions={create}>
        <Loaded of={asked}>
          {({ voucherPools }) =>
            voucherPools.length === 0 ? (
              <Empty title="There is no voucher pool.">
                These are Bloomreach’s own codes, beside Talon.One’s.
              </Empty>
            ) : (
              <Table
                label="Voucher pools"
                columns={columnsOf(pool => change({ pool }))}
                rows={voucherPools}
                keyOf={({ name }) => name}
              />
            )
          }
        </Loaded>
        {isNew && <ImportVouchers onClose={() => setNew(false)} />}
      </Card>
      {opened !== null && <VoucherCodes key={opened} pool={opened} />}
    </div>
  )
}

function ImportVouchers({ onClose }: { onClose: () => void }) {
  const [name, setName] = useState('')
  const [codes, setCodes] = useState('')
  const bring = useDoing(
    () =>
      client.vouchers.import(name, {
        codes: codes
          .split('\n')
          .map(code => code.trim())
          .filter(Boolean),
      }),
    {
      said: ({ imported, refused }) => `${imported} codes imported, ${refused.length} refused.`,
      topics: ['bloomreach'],
      problems: 'form',
      after: onClose,
    },
  )
  return (
    <FormDialog
      open
      onClose={onClose}
      title="Import vouchers"
      submit="Import"
      doing={bring}
      onSubmit={() => bring.mutate()}
    >
      <TextField label="Pool" value={name} onChange={setName} />
      <TextAreaField label="Codes" hint="One in each line." value={codes} onChange={setCodes} />
    </FormDialog>
  )
}
