// The catalogs of the project, a new one, and the items of the one that is open.
import { useState } from 'react'
import { Confirm, FormDialog } from '../kit/dialog.tsx'
import { Empty } from '../kit/empty.tsx'
import { TextAreaField, TextField } from '../kit/field.tsx'
import { IconPlus } from '../kit/icons.tsx'
import { DeleteButton } from '../kit/item-buttons.tsx'
import { Loaded } from '../kit/loaded.tsx'
import { Card } from '../kit/page.tsx'
import { useAsked, useDoing } from '../kit/queries.ts'
import { useSearch } from '../kit/router.tsx'
import { type Column, Table } from '../kit/table.tsx'
import { type Catalog, createCatalog, deleteCatalog, listCatalogs } from './catalog-calls.ts'
import { CatalogItems } from './catalog-items.tsx'

export function Catalogs() {
  const [isNew, setNew] = useState(false)
  const [leaving, setLeaving] = useState<Catalog>()
  const [search, change] = useSearch()
  const asked = useAsked(['bloomreach', 'catalogs'], listCatalogs)
  const remove = useDoing(({ id }: Catalog) => deleteCatalog(id), {
    said: 'The catalog is deleted.',
    topics: ['bloomreach'],
  })
  const opened = asked.data?.find(({ id }) => id === search.get('catalog'))
  const columns: Column<Catalog>[] = [
    {
      title: 'Catalog',
      width: '1fr',
      cell: ({ id, name }) => (
        <button type="button" className="link-button" onClick={() => change({ catalog: id })}>
          {name}
        </button>
      ),
    },
    { title: 'ID', width: '1fr', cell: ({ id }) => <code>{id}</code> },
    {
      title: 'Actions',
      width: '4rem',
      align: 'end',
      cell: one => <DeleteButton of={one.name} onClick={() => setLeaving(one)} />,
    },
  ]
  const add = (
    <button type="button" className="button primary" onClick={() => setNew(true)}>
      <IconPlus />
      New catalog
    </button>
  )
  return (
    <div className="stack">
      <Card title="Catalogs" actions={add}>
        <Loaded of={asked}>
          {catalogs =>
            catalogs.length === 0 ? (
              <Empty title="There is no catalog.">Templates and recommendations read their items.</Empty>
            ) : (
              <Table label="Catalogs" columns={columns} rows={catalogs} keyOf={({ id }) => id} />
            )
          }
        </Loaded>
      </Card>
      {opened !== undefined && <CatalogItems key={opened.id} catalog={opened} />}
      {isNew && <NewCatalog onClose={() => setNew(false)} />}
      <Confirm
        open={leaving !== undefined}
        onClose={() => setLeaving(undefined)}
        title={`Delete ${leaving?.name ?? 'this catalog'}?`}
        confirm="Delete catalog"
        onConfirm={() => leaving !== undefined && remove.mutate(leaving)}
      >
        Its items are deleted too.
      </Confirm>
    </div>
  )
}

function NewCatalog({ onClose }: { onClose: () => void }) {
  const [name, setName] = useState('')
  const [fields, setFields] = useState('')
  const create = useDoing(() => createCatalog(name, fieldsIn(fields)), {
    said: `The catalog ${name} is there.`,
    topics: ['bloomreach'],
    problems: 'form',
    after: onClose,
  })
  return (
    <FormDialog
      open
      onClose={onClose}
      title="New catalog"
      submit="Create catalog"
      doing={create}
      onSubmit={() => create.mutate()}
    >
      <TextField label="Name" value={name} onChange={setName} />
      <TextAreaField
        label="Fields"
        hint="One in each line: its name, or its name and type, such as price: number."
        value={fields}
        onChange={setFields}
      />
    </FormDialog>
  )
}

const fieldsIn = (text: string): { name: string; type: string }[] =>
  text
    .split('\n')
    .map(line => line.split(':').map(part => part.trim()))
    .flatMap(([name = '', type = 'string']) => (name === '' ? [] : [{ name, type }]))
