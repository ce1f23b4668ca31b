// A list in a form: each item with its own fields, one after the other.
import { IconPlus, IconTrash } from '../../kit/icons.tsx'
import { startingValue } from '../draft/starting-fields.ts'
import { type JsonSchema, resolved } from './json-schema.ts'
import { errorAt, type FieldProps, useForm } from './node-form.tsx'

export function ListField({ schema, path, label = '', value, onChange, isRequired }: FieldProps) {
  const { root, findings, FieldOf } = useForm()
  const items = Array.isArray(value) ? value : []
  const inner = resolved(schema.items ?? {}, root)
  const change = (next: unknown[]) => onChange(next.length === 0 && isRequired !== true ? undefined : next)
  const error = errorAt(findings, path)
  return (
    <fieldset className="part">
      <legend>{label}</legend>
      {schema.description !== undefined && <p className="field-hint">{schema.description}</p>}
      {items.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an item is known by its place alone.
        <div key={index} className="part-item">
          <FieldOf
            schema={inner}
            path={[...path, index]}
            label={`${singular(label)} ${index + 1}`}
            value={item}
            isRequired
            onChange={next => change(items.map((old, at) => (at === index ? next : old)))}
          />
          <button
            type="button"
            className="icon-button"
            aria-label={`Remove ${singular(label)} ${index + 1}`}
            onClick={() => change(items.filter((_, at) => at !== index))}
          >
            <IconTrash />
          </button>
        </div>
      ))}
      {error !== undefined && <p className="field-error">{error}</p>}
      <AddButton label={singular(label)} onAdd={() => change([...items, startingItem(inner)])} />
    </fieldset>
  )
}

const startingItem = (schema: JsonSchema): unknown => startingValue(schema)

const singular = (label: string): string => label.replace(/s$/, '')

export function AddButton({ label, onAdd }: { label: string; onAdd: () => void }) {
  return (
    <div>
      <button type="button" className="button small quiet" onClick={onAdd}>
        <IconPlus />
        Add {label.toLowerCase()}
      </button>
    </div>
  )
}
