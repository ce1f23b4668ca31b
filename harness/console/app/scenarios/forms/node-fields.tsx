// The fields of a node, all of them or some, in the order of its schema.
import type { DraftNode } from '../draft/draft.ts'
import type { JsonSchema } from './json-schema.ts'
import { SchemaField } from './schema-field.tsx'

export interface NodeFormProps {
  node: DraftNode
  schema: JsonSchema
  /** Fields that are given undefined are taken away. */
  onChange: (fields: Readonly<Record<string, unknown>>) => void
}

/** Its name stands above every form; its number, its type and where it stands are none of the form's. */
const APART = ['id', 'type', 'name', 'position']

interface Props extends NodeFormProps {
  /** Only these, in this order; or all but those. */
  only?: readonly string[]
  but?: readonly string[]
}

export function NodeFields({ node, schema, onChange, only, but = [] }: Props) {
  const { properties = {}, required = [] } = schema
  const names = (only ?? Object.keys(properties)).filter(name => !APART.includes(name) && !but.includes(name))
  return names.map(name => (
    <SchemaField
      key={name}
      schema={properties[name] ?? {}}
      path={[name]}
      value={node[name]}
      isRequired={required.includes(name)}
      onChange={value => onChange({ [name]: value })}
    />
  ))
}
