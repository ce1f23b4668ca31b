// A part of a node with fields of its own, which may be left out as a whole.
import { CheckField } from '../../kit/field.tsx'
import { startingValue } from '../draft/starting-fields.ts'
import type { JsonSchema } from './json-schema.ts'
import { errorAt, type FieldPath, type FieldProps, useForm } from './node-form.tsx'

export function PartField({ schema, path, label = '', value, onChange, isRequired }: FieldProps) {
  const { findings } = useForm()
  const isThere = value !== undefined || isRequired === true
  const error = errorAt(findings, path)
  return (
    <fieldset className="part">
      <legend>{label}</legend>
      {schema.description !== undefined && <p className="field-hint">{schema.description}</p>}
      {isRequired !== true && (
        <CheckField
          label={`With ${label.toLowerCase()}`}
          checked={isThere}
          onChange={checked => onChange(checked ? startingValue(schema) : undefined)}
        />
      )}
      {isThere && <PartFields {...{ schema, path }} value={value} onChange={onChange} />}
      {error !== undefined && <p className="field-error">{error}</p>}
    </fieldset>
  )
}

interface FieldsProps {
  schema: JsonSchema
  path: FieldPath
  value: unknown
  onChange: (value: Record<string, unknown>) => void
}

/** Each field of an object. */
function PartFields({ schema, path, value, onChange }: FieldsProps) {
  const { FieldOf } = useForm()
  const fields = (value ?? {}) as Record<string, unknown>
  const { properties = {}, required = [] } = schema
  return Object.entries(properties).map(([name, field]) => (
    <FieldOf
      key={name}
      schema={field}
      path={[...path, name]}
      value={fields[name]}
      isRequired={required.includes(name)}
      onChange={next => onChange(withField(fields, name, next))}
    />
  ))
}

function withField(fields: Readonly<Record<string, unknown>>, name: string, value: unknown) {
  const { [name]: _, ...rest } = fields
  return value === undefined ? rest : { ...fields, [name]: value }
}
