// Email: Editor with subject, HTML builder and its preview; Settings with recipients, consent category and the rest. [S], [D].
import { Field } from '../../kit/field.tsx'
import { CodeEditor } from '../code/code-editor.tsx'
import { EmailPreview } from './email-preview.tsx'
import { FormTabs } from './form-tabs.tsx'
import { NodeFields, type NodeFormProps } from './node-fields.tsx'
import { errorAt, useForm } from './node-form.tsx'
import { useMarks } from './schema-field.tsx'

const EDITOR = ['subject', 'html', 'preheader', 'text', 'languages']
const FIRST_SETTINGS = ['recipients', 'consentCategory']

export function EmailForm(props: NodeFormProps) {
  return (
    <FormTabs
      label="Email"
      tabs={[
        { label: 'Editor', content: <Editor {...props} /> },
        {
          label: 'Settings',
          content: (
            <>
              <NodeFields {...props} only={FIRST_SETTINGS} />
              <NodeFields {...props} but={[...EDITOR, ...FIRST_SETTINGS]} />
            </>
          ),
        },
      ]}
    />
  )
}

function Editor(props: NodeFormProps) {
  const { node, onChange } = props
  const { known, findings } = useForm()
  const marks = { subject: useMarks(['subject']), html: useMarks(['html']) }
  return (
    <div className="mail-editor">
      <div className="form">
        <Field label="Subject" error={errorAt(findings, ['subject'])}>
          {tied => (
            <CodeEditor
              {...tied}
              label="Subject"
              kind="text"
              lines="one"
              known={known}
              marks={marks.subject}
              value={String(node.subject ?? '')}
              onChange={subject => onChange({ subject })}
            />
          )}
        </Field>
        <Field label="HTML builder" error={errorAt(findings, ['html'])}>
          {tied => (
            <CodeEditor
              {...tied}
              label="HTML builder"
              kind="html"
              known={known}
              marks={marks.html}
              value={String(node.html ?? '')}
              onChange={html => onChange({ html })}
            />
          )}
        </Field>
        <details className="more">
          <summary>Preheader, plain text, languages</summary>
          <div className="form">
            <NodeFields {...props} only={EDITOR.slice(2)} />
          </div>
        </details>
      </div>
      <EmailPreview id={node.id} />
    </div>
  )
}
