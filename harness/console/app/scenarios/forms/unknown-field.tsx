// A value of no shape that a form could show: as JSON.
import { useState } from 'react'
import { Field } from '../../kit/field.tsx'
import { CodeEditor } from '../code/code-editor.tsx'
import { NOTHING_KNOWN } from '../code/languages.ts'
import type { FieldProps } from './node-form.tsx'

export function UnknownField({ schema, label = '', value, onChange }: FieldProps) {
  const [text, setText] = useState(() => (value === undefined ? '' : JSON.stringify(value, null, 2)))
  const [error, setError] = useState<string>()
  const change = (next: string) => {
    setText(next)
    try {
      onChange(next.trim() === '' ? undefined : JSON.parse(next))
      setError(undefined)
    } catch {
      setError('This is no JSON yet.')
    }
  }
  return (
    <Field label={label} hint={schema.description} error={error}>
      {tied => (
        <CodeEditor
          {...tied}
          label={label}
          kind="json"
          known={NOTHING_KNOWN}
          value={text}
          onChange={change}
        />
      )}
    </Field>
  )
}
