// The catalogs of the project, as the vendor's Catalogs API lists them.
import { client, vendor } from '../kit/api.ts'
import { Empty } from '../kit/empty.tsx'
import { Loaded } from '../kit/loaded.tsx'
import { Card } from '../kit/page.tsx'
import { useAsked } from '../kit/queries.ts'
import { Table } from '../kit/table.tsx'

interface Catalog {
  _id: string
  name: string
}

async function listCatalogs(): Promise<Catalog[]> {
  const { projectToken } = await client.project()
  const { data } = await vendor<{ data: Catalog[] }>(`/data/v2/projects/${projectToken}/catalogs`)
  return data
}

export function Catalogs() {
  return (
    <Card title="Catalogs">
      <Loaded of={useAsked(['bloomreach', 'catalogs'], listCatalogs)}>
        {catalogs =>
          catalogs.length === 0 ? (
            <Empty title="There is no catalog." />
          ) : (
            <Table
              label="Catalogs"
              columns={[
                { title: 'Catalog', width: '1fr', cell: ({ name }) => name },
                { title: 'ID', width: '1fr', cell: ({ _id }) => <code>{_id}</code> },
              ]}
              rows={catalogs}
              keyOf={({ _id }) => _id}
            />
          )
        }
      </Loaded>
    </Card>
  )
}
