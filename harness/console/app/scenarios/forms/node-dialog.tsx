// The window of a node: its form, and what is found wrong with it while one types. What is changed is changed at once; undo takes it back.
import { useMemo } from 'react'
import { Dialog } from '../../kit/dialog.tsx'
import { TextField } from '../../kit/field.tsx'
import { type DraftNode, nodeOf, withFields } from '../draft/draft.ts'
import { useEditor } from '../editor.tsx'
import { ApiTriggerForm } from './api-trigger-form.tsx'
import { EmailForm } from './email-form.tsx'
import type { JsonSchema } from './json-schema.ts'
import { NodeFields, type NodeFormProps } from './node-fields.tsx'
import { errorAt, type FormOf, FormProvider, sentenceOf } from './node-form.tsx'
import { SchemaField } from './schema-field.tsx'
import { WaitForm } from './wait-form.tsx'
import { WebhookForm } from './webhook-form.tsx'

const FORMS: Readonly<Record<string, (props: NodeFormProps) => React.ReactNode>> = {
  webhook: WebhookForm,
  email: EmailForm,
  wait: WaitForm,
  api_trigger: ApiTriggerForm,
}
/** These have a text of some length beside its preview. */
const WIDE = new Set(['email', 'webhook'])

export function NodeDialog({ id, onClose }: { id: number | undefined; onClose: () => void }) {
  const { draft } = useEditor()
  const node = id === undefined ? undefined : nodeOf(draft, id)
  if (node === undefined) return null
  return <OpenNode key={node.id} node={node} onClose={onClose} />
}

function OpenNode({ node, onClose }: { node: DraftNode; onClose: () => void }) {
  const { dispatch, nodeTypes } = useEditor()
  const form = useFormOf(node)
  const Form = FORMS[node.type] ?? NodeFields
  const { title = node.type, description } = nodeTypes.get(node.type) ?? {}
  const change = (fields: Readonly<Record<string, unknown>>) =>
    dispatch({
      do: now => ({ ...now, draft: withFields(now.draft, node.id, fields) }),
      kind: `edit ${node.id} ${Object.keys(fields)}`,
    })
  return (
    <Dialog
      open
      onClose={onClose}
      title={`${title} #${node.id}`}
      about={description}
      size={WIDE.has(node.type) ? 'large' : 'small'}
    >
      <FormProvider value={form}>
        <div className="form node-form">
          <Whole findings={form.findings} />
          <TextField
            label="Name"
            value={node.name ?? ''}
            placeholder={title}
            error={errorAt(form.findings, ['name'])}
            onChange={name => change({ name: name === '' ? undefined : name })}
          />
          <Form node={node} schema={form.root} onChange={change} />
        </div>
      </FormProvider>
      <footer className="dialog-footer">
        <button type="button" className="button primary" onClick={onClose}>
          Done
        </button>
      </footer>
    </Dialog>
  )
}

/** What is said of the node as a whole. */
function Whole({ findings }: Pick<FormOf, 'findings'>) {
  const own = findings.filter(({ path }) => path.length === 0)
  if (own.length === 0) return null
  return (
    <ul className="notes" role="status">
      {own.map(finding => (
        <li key={finding.code + finding.message} data-tone={finding.severity === 'error' ? 'bad' : 'warn'}>
          {sentenceOf(finding)}
        </li>
      ))}
    </ul>
  )
}

function useFormOf(node: DraftNode): FormOf {
  const { checked, draft, names, nodeTypes } = useEditor()
  return useMemo(() => {
    const index = draft.nodes.findIndex(({ id }) => id === node.id)
    const { webhookFields = [] } = checked.nodes.find(({ id }) => id === node.id) ?? {}
    const { attributes, filters } = names
    return {
      root: (nodeTypes.get(node.type)?.schema ?? {}) as JsonSchema,
      names,
      FieldOf: SchemaField,
      known: { attributes, filters, webhookFields },
      findings: checked.findings
        .filter(({ path: [section, at], node: of }) => (section === 'nodes' ? at === index : of === node.id))
        .map(finding => ({ ...finding, path: finding.path[0] === 'nodes' ? finding.path.slice(2) : [] })),
    }
  }, [checked, draft.nodes, names, nodeTypes, node.id, node.type])
}
