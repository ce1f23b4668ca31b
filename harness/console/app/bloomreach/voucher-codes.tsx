// Who was given which code of a voucher pool.
import { client } from '../kit/api.ts'
import { Empty } from '../kit/empty.tsx'
import { Instant } from '../kit/instant.tsx'
import { Loaded } from '../kit/loaded.tsx'
import { Card } from '../kit/page.tsx'
import { useAsked } from '../kit/queries.ts'
import { type Column, Table } from '../kit/table.tsx'

type Given = Awaited<ReturnType<typeof client.vouchers.get>>['given'][number]

const COLUMNS: readonly Column<Given>[] = [
  { title: 'Code', width: '1fr', cell: ({ code }) => <code>{code}</code> },
  { title: 'Customer (internal id)', width: '1fr', cell: ({ customer }) => <code>{customer}</code> },
  { title: 'Given', width: '10rem', cell: ({ at }) => <Instant at={at} /> },
]

export function VoucherCodes({ pool }: { pool: string }) {
  const asked = useAsked(['bloomreach', 'voucher pool', pool], () => client.vouchers.get(pool))
  return (
    <Card title={`Codes of ${pool}`}>
      <Loaded of={asked}>
        {({ given }) =>
          given.length === 0 ? (
            <Empty title="No code was given to anybody yet.">
              A template that names the pool gives one to each customer.
            </Empty>
          ) : (
            <Table label={`Codes of ${pool}`} columns={COLUMNS} rows={given} keyOf={({ code }) => code} />
          )
        }
      </Loaded>
    </Card>
  )
}
