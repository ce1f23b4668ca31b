// One field of a form, made from its schema: which control it is, what is said beside it, its default.
import { CheckField, Field, SelectField, TextField } from '../../kit/field.tsx'
import { CodeEditor } from '../code/code-editor.tsx'
import { ChoiceField } from './choice-field.tsx'
import { type JsonSchema, resolved, titleOf } from './json-schema.ts'
import { ListField } from './list-field.tsx'
import { MapField } from './map-field.tsx'
import { errorAt, type FieldPath, type FieldProps, findingsAt, useForm } from './node-form.tsx'
import { PartField } from './part-field.tsx'
import { UnknownField } from './unknown-field.tsx'

const NAMED = [
  'consentCategory',
  'authentication',
  'preset',
  'frequencyPolicy',
  'throughputPolicy',
  'segmentation',
] as const

export function SchemaField(props: FieldProps) {
  const { root } = useForm()
  const schema = resolved(props.schema, root)
  const Control = controlOf(schema, props.path)
  return (
    <Control {...props} schema={schema} label={props.label ?? titleOf(String(props.path.at(-1) ?? ''))} />
  )
}

type Control = (props: FieldProps & { label: string }) => React.ReactNode

function controlOf(schema: JsonSchema, path: FieldPath): Control {
  const name = path.at(-1)
  if (NAMED.some(known => known === name) && schema.type === 'string') return NameField
  if (schema.enum !== undefined) return EnumField
  if (schema.anyOf !== undefined || schema.oneOf !== undefined) return ChoiceField
  if (schema.type === 'boolean') return YesNoField
  if (schema.type === 'integer' || schema.type === 'number') return NumberField
  if (schema.type === 'string') return takesJinja(schema) ? TemplateField : PlainField
  if (schema.type === 'array') return ListField
  if (schema.type === 'object' && schema.properties !== undefined) return PartField
  if (schema.type === 'object' && typeof schema.additionalProperties === 'object') return MapField
  return UnknownField
}

const takesJinja = ({ description = '' }: JsonSchema): boolean => description.includes('Jinja')

const textOf = (value: unknown): string => (value === undefined || value === null ? '' : String(value))

/** An empty field that nobody asks for is none. */
const given = (text: string, isRequired: boolean | undefined): string | undefined =>
  text === '' && isRequired !== true ? undefined : text

const exampleOf = ({ examples, default: fallback }: JsonSchema): string | undefined => {
  const example = fallback ?? examples?.[0]
  return example === undefined ? undefined : textOf(example)
}

function useTold({ schema, path }: Pick<FieldProps, 'schema' | 'path'>) {
  const { findings } = useForm()
  return { hint: schema.description, error: errorAt(findings, path) }
}

function PlainField({ label, value, onChange, isRequired, ...about }: FieldProps & { label: string }) {
  return (
    <TextField
      {...{ label, ...useTold(about) }}
      placeholder={exampleOf(about.schema)}
      value={textOf(value)}
      onChange={text => onChange(given(text, isRequired))}
    />
  )
}

function TemplateField({ label, value, onChange, isRequired, ...about }: FieldProps & { label: string }) {
  const { known } = useForm()
  const marks = useMarks(about.path)
  return (
    <Field {...{ label, ...useTold(about) }}>
      {tied => (
        <CodeEditor
          {...tied}
          {...{ label, known, marks }}
          kind="text"
          lines="one"
          hint={exampleOf(about.schema)}
          value={textOf(value)}
          onChange={text => onChange(given(text, isRequired))}
        />
      )}
    </Field>
  )
}

/** What is found in the text of a field, where it stands. */
export function useMarks(path: FieldPath) {
  return findingsAt(useForm().findings, path).flatMap(({ within, severity, message, remedy }) =>
    within === undefined ? [] : [{ ...within, severity, message: `${message} ${remedy}` }],
  )
}

function NumberField({ label, value, onChange, ...about }: FieldProps & { label: string }) {
  return (
    <TextField
      {...{ label, ...useTold(about) }}
      inputMode="decimal"
      placeholder={exampleOf(about.schema)}
      value={textOf(value)}
      onChange={text => onChange(numberIn(text))}
    />
  )
}

/** What is no number stays as it is written, and is told. */
function numberIn(text: string): unknown {
  const trimmed = text.trim()
  if (trimmed === '') return undefined
  const number = Number(trimmed)
  return Number.isFinite(number) && String(number) === trimmed ? number : trimmed
}

function YesNoField({ label, value, onChange, ...about }: FieldProps & { label: string }) {
  const { hint, error } = useTold(about)
  const { default: fallback = false } = about.schema
  return (
    <div className="field">
      <CheckField
        label={label}
        checked={(value ?? fallback) === true}
        onChange={checked => onChange(checked === fallback ? undefined : checked)}
      />
      {hint !== undefined && <p className="field-hint">{hint}</p>}
      {error !== undefined && <p className="field-error">{error}</p>}
    </div>
  )
}

function EnumField({ label, value, onChange, isRequired, ...about }: FieldProps & { label: string }) {
  const { enum: values = [], default: fallback } = about.schema
  const none = fallback === undefined ? '—' : `${fallback} (default)`
  const choices = values
    .filter(one => one !== fallback)
    .map(one => ({ value: textOf(one), label: textOf(one) }))
  return (
    <SelectField
      {...{ label, ...useTold(about) }}
      value={textOf(value === fallback ? undefined : value)}
      onChange={text => onChange(values.find(one => textOf(one) === text))}
      choices={
        isRequired === true && fallback === undefined ? choices : [{ value: '', label: none }, ...choices]
      }
    />
  )
}

function NameField({ label, value, onChange, isRequired, ...about }: FieldProps & { label: string }) {
  const { names } = useForm()
  const name = about.path.at(-1) as (typeof NAMED)[number]
  const known: readonly { name: string; label?: string | undefined }[] = names[name]
  const own = textOf(value)
  const listed = known.map(one => ({ value: one.name, label: one.label ?? one.name }))
  // What is named and is not there is told by check, and stays chosen.
  const gone = own !== '' && !known.some(one => one.name === own) ? [{ value: own, label: own }] : []
  return (
    <SelectField
      {...{ label, ...useTold(about) }}
      value={own}
      onChange={text => onChange(given(text, isRequired))}
      choices={[{ value: '', label: '—' }, ...listed, ...gone]}
    />
  )
}
