// A field that may be one of several things: which one is chosen, then it has its own control.
import { SelectField } from '../../kit/field.tsx'
import { startingValue } from '../draft/starting-fields.ts'
import { type JsonSchema, resolved } from './json-schema.ts'
import { type FieldProps, useForm } from './node-form.tsx'

/** [S] The vendor's own words for recipients; others are named by what they are. */
const CALLED: Readonly<Record<string, string>> = {
  'recipients matching': 'Customers matching campaign',
  'recipients manual': 'Set recipient manually',
}

export function ChoiceField({ schema, path, label = '', value, onChange, isRequired }: FieldProps) {
  const { root, FieldOf } = useForm()
  const ways = waysOf(schema, root)
  const chosen = value === undefined ? -1 : ways.findIndex(way => fits(way, value, root))
  const { default: fallback } = schema
  const none = fallback === undefined ? [{ value: '-1', label: '—' }] : []
  const shown =
    chosen === -1 ? ways.findIndex(way => fallback !== undefined && fits(way, fallback, root)) : chosen
  const way = ways[shown]
  return (
    <div className="choice">
      <SelectField
        label={label}
        hint={schema.description}
        value={String(shown)}
        onChange={index => onChange(ways[Number(index)] && startingValue(ways[Number(index)] as JsonSchema))}
        choices={[
          ...(isRequired === true && shown !== -1 ? [] : none),
          ...ways.map((one, index) => ({ value: String(index), label: calledOf(one, path.at(-1)) })),
        ]}
      />
      {way !== undefined && way.const === undefined && (
        <FieldOf
          schema={withoutDescription(way)}
          path={path}
          label={
            way.properties === undefined ? `${label}: ${calledOf(way, path.at(-1)).toLowerCase()}` : label
          }
          value={value ?? fallback}
          isRequired
          onChange={onChange}
        />
      )}
    </div>
  )
}

const withoutDescription = ({ description: _, ...rest }: JsonSchema): JsonSchema => rest

/** Types in one list, and choices in choices, each on their own. */
function waysOf(schema: JsonSchema, root: JsonSchema): JsonSchema[] {
  const branches = schema.anyOf ?? schema.oneOf ?? []
  return branches.flatMap(branch => {
    const way = resolved(branch, root)
    if (way.anyOf !== undefined || way.oneOf !== undefined) return waysOf(way, root)
    return Array.isArray(way.type) ? way.type.map(type => ({ ...way, type: String(type) })) : [way]
  })
}

function fits(way: JsonSchema, value: unknown, root: JsonSchema): boolean {
  const { type, const: only, properties } = resolved(way, root)
  if (only !== undefined) return only === value
  if (Array.isArray(value)) return type === 'array'
  if (typeof value === 'object' && value !== null) {
    const names = Object.keys(value)
    return type === 'object' && (properties === undefined || names.every(name => name in properties))
  }
  return type === 'integer' ? typeof value === 'number' : type === typeof value
}

const TYPES: Readonly<Record<string, string>> = {
  string: 'Text',
  number: 'Number',
  integer: 'Number',
  boolean: 'Yes or no',
  array: 'List',
  object: 'Fields',
}

function calledOf({ const: only, properties, type }: JsonSchema, name: string | number | undefined): string {
  const key = only ?? Object.keys(properties ?? {})[0]
  if (key !== undefined) return CALLED[`${name} ${key}`] ?? capital(String(key))
  return TYPES[String(type)] ?? 'Value'
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
