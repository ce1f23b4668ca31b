// Names and what each stands for: attributes to set, parameters, texts by language.
import { TextField } from '../../kit/field.tsx'
import { IconTrash } from '../../kit/icons.tsx'
import { startingValue } from '../draft/starting-fields.ts'
import { type JsonSchema, resolved } from './json-schema.ts'
import { AddButton } from './list-field.tsx'
import { errorAt, type FieldProps, useForm } from './node-form.tsx'

export function MapField({ schema, path, label = '', value, onChange, isRequired }: FieldProps) {
  const { root, findings, FieldOf } = useForm()
  const entries = Object.entries((value ?? {}) as Record<string, unknown>)
  const inner = valueSchema(schema, root)
  const change = (next: [string, unknown][]) =>
    onChange(next.length === 0 && isRequired !== true ? undefined : Object.fromEntries(next))
  const error = errorAt(findings, path)
  return (
    <fieldset className="part">
      <legend>{label}</legend>
      {schema.description !== undefined && <p className="field-hint">{schema.description}</p>}
      {entries.map(([name, one], index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the name is what is being typed.
        <div key={index} className="part-item pair">
          <TextField
            label={`Name ${index + 1}`}
            value={name}
            onChange={next => change(entries.map((old, at) => (at === index ? [next, one] : old)))}
          />
          <FieldOf
            schema={inner}
            path={[...path, name]}
            label={`Value ${index + 1}`}
            value={one}
            isRequired
            onChange={next => change(entries.map((old, at) => (at === index ? [name, next] : old)))}
          />
          <button
            type="button"
            className="icon-button"
            aria-label={`Remove ${name === '' ? `entry ${index + 1}` : name}`}
            onClick={() => change(entries.filter((_, at) => at !== index))}
          >
            <IconTrash />
          </button>
        </div>
      ))}
      {error !== undefined && <p className="field-error">{error}</p>}
      <AddButton
        label="entry"
        onAdd={() => change([...entries, [freeName(entries), startingValue(inner)]])}
      />
    </fieldset>
  )
}

/** Values of a map of templates are in Jinja, which the map's description says for all of them. */
function valueSchema({ additionalProperties, description = '' }: JsonSchema, root: JsonSchema): JsonSchema {
  const inner = typeof additionalProperties === 'object' ? resolved(additionalProperties, root) : {}
  return inner.type === 'string' && description.includes('Jinja')
    ? { ...inner, description: 'In Jinja.' }
    : inner
}

function freeName(entries: readonly [string, unknown][]): string {
  const names = new Set(entries.map(([name]) => name))
  for (let number = 1; ; number++) if (!names.has(`name_${number}`)) return `name_${number}`
}
