// The customers behind a number of the evaluation, each a way to their story.
import { client } from '../../kit/api.ts'
import { IconClose } from '../../kit/icons.tsx'
import { Loaded } from '../../kit/loaded.tsx'
import { useAsked } from '../../kit/queries.ts'
import { Link } from '../../kit/router.tsx'
import { Table } from '../../kit/table.tsx'

export type Outcome = Parameters<typeof client.scenarios.behind>[1]['outcome']

interface Props {
  id: string
  node: number
  outcome: Outcome
  onClose: () => void
}

export function BehindNumber({ id, node, outcome, onClose }: Props) {
  const asked = useAsked(['scenarios', 'behind', id, node, outcome], () =>
    client.scenarios.behind(id, { node, outcome }),
  )
  const title = `Customers who ${SAID[outcome]} at #${node}`
  return (
    <section className="card behind" aria-label={title}>
      <header className="card-header">
        <h2>{title}</h2>
        <button type="button" className="icon-button" aria-label="Close the list" onClick={onClose}>
          <IconClose />
        </button>
      </header>
      <Loaded of={asked}>
        {({ total, customers }) => (
          <>
            <Table
              label={title}
              rows={customers}
              keyOf={({ customer }) => customer}
              columns={[
                {
                  title: 'Customer',
                  width: '1fr',
                  cell: ({ customer, message }) => (
                    <>
                      <Link to={`/customers/${encodeURIComponent(customer)}`}>{customer}</Link>
                      {message !== undefined && <span className="soft behind-why">{message}</span>}
                    </>
                  ),
                },
              ]}
            />
            {total > customers.length && (
              <p className="soft">
                The newest {customers.length} of {total}.
              </p>
            )}
          </>
        )}
      </Loaded>
    </section>
  )
}

const SAID: Readonly<Record<Outcome, string>> = {
  entered: 'came by',
  succeeded: 'went on',
  failed: 'failed',
  suppressed: 'were held back',
  waiting: 'wait',
}
