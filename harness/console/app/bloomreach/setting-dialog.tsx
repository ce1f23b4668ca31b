// The window of one thing of the project's settings: its form is made from the schema of its part, like that of a node.
import '../scenarios/forms.css'
import { useState } from 'react'
import { SandboxError } from '../../../../mocks/kit/sandbox-error.ts'
import type { Setting, ShownSettingPart } from '../../../control-api/bloomreach/settings.ts'
import { client } from '../kit/api.ts'
import { FormDialog } from '../kit/dialog.tsx'
import { useAsked, useDoing } from '../kit/queries.ts'
import { startingValue } from '../scenarios/draft/starting-fields.ts'
import type { JsonSchema } from '../scenarios/forms/json-schema.ts'
import { type FormOf, FormProvider } from '../scenarios/forms/node-form.tsx'
import { SchemaField } from '../scenarios/forms/schema-field.tsx'

interface Props {
  part: Pick<ShownSettingPart, 'title' | 'schema' | 'key'>
  /** To be changed; without one a new one is made. */
  known: Setting | undefined
  /** `name` is by which it is known until now. */
  save: (name: string, setting: Setting) => Promise<unknown>
  onClose: () => void
}

/** Given by the sandbox, or said by the window. */
const APART = ['type']

export function SettingDialog({ part: { title, schema, key }, known, save, onClose }: Props) {
  const root = schema as JsonSchema
  const { properties = {}, required = [] } = root
  const [item, setItem] = useState<Setting>(() => known ?? beginning(root))
  const isOwnId = key === 'id'
  const saving = useDoing(() => save(String(known?.[key] ?? item[key] ?? ''), item), {
    said: `${title} saved.`,
    topics: ['bloomreach', 'scenarios'],
    problems: 'form',
    after: onClose,
  })
  const form = useFormOf(root, saving.error)
  const names = Object.keys(properties).filter(name => !APART.includes(name) && (isOwnId || name !== 'id'))
  return (
    <FormDialog
      open
      onClose={onClose}
      size="large"
      title={
        known === undefined
          ? `New ${title.charAt(0).toLowerCase()}${title.slice(1)}`.replace('hTML', 'HTML')
          : title
      }
      submit="Save"
      doing={saving}
      onSubmit={() => saving.mutate()}
    >
      <FormProvider value={form}>
        <div className="form node-form">
          {names.map(name => (
            <SchemaField
              key={name}
              schema={properties[name] ?? {}}
              path={[name]}
              value={item[name]}
              isRequired={required.includes(name)}
              onChange={value => setItem(before => withField(before, name, value))}
            />
          ))}
        </div>
      </FormProvider>
    </FormDialog>
  )
}

/** With what its schema fixes, such as its type. */
function beginning(root: JsonSchema): Setting {
  const fixed = Object.entries(root.properties ?? {}).filter(([, field]) => field.const !== undefined)
  return {
    ...Object.fromEntries(fixed.map(([name, field]) => [name, field.const])),
    ...(startingValue(root) as Setting),
  }
}

function withField(before: Setting, name: string, value: unknown): Setting {
  const { [name]: _, ...rest } = before
  return value === undefined ? rest : { ...before, [name]: value }
}

const NO_NAMES: FormOf['names'] = {
  consentCategory: [],
  authentication: [],
  preset: [],
  frequencyPolicy: [],
  throughputPolicy: [],
  segmentation: [],
  customers: [],
  attributes: [],
  filters: [],
}

/** What the sandbox refuses stands at its field. */
function useFormOf(root: JsonSchema, error: unknown): FormOf {
  const { data: names = NO_NAMES } = useAsked(['bloomreach', 'names'], () => client.scenarios.names())
  const { findings = [] } = error instanceof SandboxError ? error : {}
  return {
    root,
    names,
    FieldOf: SchemaField,
    known: { attributes: names.attributes, filters: names.filters, webhookFields: [] },
    findings: findings.map(({ code, path = [], message, remedy }) => ({
      ...{ code, path: [...path], message, remedy, severity: 'error' as const },
    })),
  }
}
