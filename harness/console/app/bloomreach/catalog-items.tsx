// The items of a catalog: each with its properties, which are written as JSON.
import { useState } from 'react'
import { FormDialog } from '../kit/dialog.tsx'
import { Empty } from '../kit/empty.tsx'
import { TextAreaField, TextField } from '../kit/field.tsx'
import { IconPlus } from '../kit/icons.tsx'
import { DeleteButton, EditButton } from '../kit/item-buttons.tsx'
import { Loaded } from '../kit/loaded.tsx'
import { Card } from '../kit/page.tsx'
import { useAsked, useDoing } from '../kit/queries.ts'
import { type Column, Table } from '../kit/table.tsx'
import { toast } from '../kit/toasts.tsx'
import { type Catalog, type CatalogItem, deleteItem, listItems, writeItem } from './catalog-calls.ts'

export function CatalogItems({ catalog: { id, name } }: { catalog: Catalog }) {
  const [opened, open] = useState<{ known: CatalogItem | undefined }>()
  const asked = useAsked(['bloomreach', 'catalog', id], () => listItems(id))
  const restore = useDoing((gone: CatalogItem) => writeItem(id, gone), { topics: ['bloomreach'] })
  const remove = useDoing(({ item_id }: CatalogItem) => deleteItem(id, item_id), {
    topics: ['bloomreach'],
    after: (_, gone) =>
      toast(`${gone.item_id} is deleted.`, { label: 'Undo', onClick: () => restore.mutate(gone) }),
  })
  const add = (
    <button type="button" className="button" onClick={() => open({ known: undefined })}>
      <IconPlus />
      Add item
    </button>
  )
  return (
    <Card title={`Items of ${name}`} actions={add}>
      <Loaded of={asked}>
        {({ data }) =>
          data.length === 0 ? (
            <Empty title="There is no item yet.">Add one, with the fields that the catalog has.</Empty>
          ) : (
            <Table
              label={`Items of ${name}`}
              columns={columnsOf(known => open({ known }), remove.mutate)}
              rows={data}
              keyOf={({ item_id }) => item_id}
            />
          )
        }
      </Loaded>
      {opened !== undefined && (
        <ItemDialog catalog={id} known={opened.known} onClose={() => open(undefined)} />
      )}
    </Card>
  )
}

function columnsOf(
  edit: (item: CatalogItem) => void,
  remove: (item: CatalogItem) => void,
): Column<CatalogItem>[] {
  return [
    { title: 'Item', width: '10rem', cell: ({ item_id }) => item_id },
    {
      title: 'Properties',
      width: '1fr',
      cell: ({ properties }) => <code>{JSON.stringify(properties)}</code>,
    },
    {
      title: 'Actions',
      width: '6rem',
      align: 'end',
      cell: item => (
        <span className="row">
          <EditButton of={item.item_id} onClick={() => edit(item)} />
          <DeleteButton of={item.item_id} onClick={() => remove(item)} />
        </span>
      ),
    },
  ]
}

interface ItemProps {
  catalog: string
  known: CatalogItem | undefined
  onClose: () => void
}

function ItemDialog({ catalog, known, onClose }: ItemProps) {
  const [item, setItem] = useState(known?.item_id ?? '')
  const [text, setText] = useState(JSON.stringify(known?.properties ?? {}, null, 2))
  const save = useDoing(async () => writeItem(catalog, { item_id: item, properties: propertiesIn(text) }), {
    said: `${item} is saved.`,
    topics: ['bloomreach'],
    problems: 'form',
    after: onClose,
  })
  return (
    <FormDialog
      open
      onClose={onClose}
      title={known === undefined ? 'Add item' : known.item_id}
      submit="Save"
      doing={save}
      onSubmit={() => save.mutate()}
    >
      {known === undefined && <TextField label="Item ID" value={item} onChange={setItem} />}
      <TextAreaField
        label="Properties"
        hint="As JSON, of the fields that the catalog has."
        rows={8}
        value={text}
        onChange={setText}
      />
    </FormDialog>
  )
}

function propertiesIn(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>
  } catch (cause) {
    throw new Error('Cannot save the item: its properties are no JSON.', { cause })
  }
}
