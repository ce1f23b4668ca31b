// Webhook: Editor, Parameters, Test and Settings, as at the vendor. [D] webhooks, [S]. A field that no tab names is in Settings.
import { CheckField, Field, SelectField } from '../../kit/field.tsx'
import { CodeEditor } from '../code/code-editor.tsx'
import type { TextKind } from '../code/languages.ts'
import { FormTabs } from './form-tabs.tsx'
import { NodeFields, type NodeFormProps } from './node-fields.tsx'
import { errorAt, useForm } from './node-form.tsx'
import { SchemaField, useMarks } from './schema-field.tsx'
import { WebhookTest } from './webhook-test.tsx'

const EDITOR = ['method', 'url', 'payload', 'payloadType', 'headers', 'response']
const APART = [...EDITOR, 'parameters', 'authentication', 'consentCategory']

export function WebhookForm(props: NodeFormProps) {
  return (
    <FormTabs
      label="Webhook"
      tabs={[
        { label: 'Editor', content: <Editor {...props} /> },
        { label: 'Parameters', content: <NodeFields {...props} only={['parameters']} /> },
        { label: 'Test', content: <WebhookTest id={props.node.id} /> },
        { label: 'Settings', content: <Settings {...props} /> },
      ]}
    />
  )
}

/** [S] The words of the dropdown. */
const RESPONSES = [
  { value: 'discard', label: 'Do not process response' },
  { value: 'json', label: 'Process response as JSON' },
  { value: 'text', label: 'Process response as TEXT' },
]

function Editor({ node, schema, onChange }: NodeFormProps) {
  const { known, findings } = useForm()
  const methods = schema.properties?.method?.enum ?? []
  const marks = useMarks(['url'])
  return (
    <>
      <div className="endpoint">
        <SelectField
          label="Method"
          value={String(node.method ?? 'GET')}
          onChange={method => onChange({ method })}
          choices={methods.map(one => ({ value: String(one), label: String(one) }))}
        />
        <Field label="URL" error={errorAt(findings, ['url'])}>
          {tied => (
            <CodeEditor
              {...tied}
              {...{ known, marks }}
              label="URL"
              kind="text"
              lines="one"
              hint="https://"
              value={String(node.url ?? '')}
              onChange={url => onChange({ url: url === '' && node.preset !== undefined ? undefined : url })}
            />
          )}
        </Field>
      </div>
      <SelectField
        label="Response handling"
        hint="What is processed is there for later nodes as {{ webhook }}."
        error={errorAt(findings, ['response'])}
        value={String(node.response ?? 'discard')}
        onChange={response => onChange({ response: response === 'discard' ? undefined : response })}
        choices={RESPONSES}
      />
      <Payload {...{ node, schema, onChange }} />
      <SchemaField
        schema={schema.properties?.headers ?? {}}
        path={['headers']}
        value={node.headers}
        onChange={headers => onChange({ headers })}
      />
    </>
  )
}

/** An object that is sent as JSON is written as JSON. */
function Payload({ node, schema, onChange }: NodeFormProps) {
  const { known, findings } = useForm()
  const { payload } = node
  const isData = typeof payload === 'object'
  const marks = useMarks(['payload'])
  return (
    <>
      <Field
        label="Payload"
        hint={schema.properties?.payload?.description}
        error={errorAt(findings, ['payload'])}
      >
        {tied => (
          <CodeEditor
            {...tied}
            {...{ known, marks }}
            label="Payload"
            kind={PAYLOAD_KINDS[String(node.payloadType ?? 'json')] ?? 'text'}
            value={isData ? JSON.stringify(payload, null, 2) : String(payload ?? '')}
            onChange={text => onChange({ payload: isData ? dataIn(text) : text === '' ? undefined : text })}
          />
        )}
      </Field>
      <NodeFields {...{ node, schema, onChange }} only={['payloadType']} />
    </>
  )
}

const PAYLOAD_KINDS: Readonly<Record<string, TextKind>> = { json: 'json', xml: 'html', text: 'text' }

function dataIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text === '' ? undefined : text
  }
}

function Settings(props: NodeFormProps) {
  const { node, onChange } = props
  const { names } = useForm()
  const isOn = node.authentication !== undefined
  return (
    <>
      <CheckField
        label="Enable Authentication"
        checked={isOn}
        onChange={checked =>
          onChange({ authentication: checked ? (names.authentication[0]?.name ?? '') : undefined })
        }
      />
      {isOn && <NodeFields {...props} only={['authentication']} />}
      <NodeFields {...props} only={['consentCategory']} />
      <NodeFields {...props} but={APART} />
    </>
  )
}
