// Form fields: a label that is always there, what it is for below it, what is wrong with it, tied together for screen readers.
import {
  type ChangeEvent,
  type InputHTMLAttributes,
  type ReactNode,
  type TextareaHTMLAttributes,
  useId,
} from 'react'

interface About {
  label: string
  hint?: ReactNode
  error?: string | undefined
}

interface Tied {
  id: string
  'aria-describedby': string | undefined
  'aria-invalid': true | undefined
}

/** Any control with its label: `<Field label="URL">{tied => <Editor {...tied} />}</Field>`. */
export function Field({ label, hint, error, children }: About & { children: (tied: Tied) => ReactNode }) {
  const id = useId()
  const described = [hint !== undefined && `${id}-hint`, error !== undefined && `${id}-error`].filter(Boolean)
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children({
        id,
        'aria-describedby': described.length === 0 ? undefined : described.join(' '),
        'aria-invalid': error === undefined ? undefined : true,
      })}
      {hint !== undefined && (
        <p className="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error !== undefined && (
        <p className="field-error" id={`${id}-error`}>
          {error}
        </p>
      )}
    </div>
  )
}

type Value<E> = Omit<E, 'value' | 'onChange'> & { value: string; onChange: (value: string) => void }

const changed =
  (tell: (value: string) => void) =>
  ({ target }: ChangeEvent<HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>) =>
    tell(target.value)

export function TextField({
  label,
  hint,
  error,
  onChange,
  ...input
}: About & Value<InputHTMLAttributes<HTMLInputElement>>) {
  return (
    <Field {...{ label, hint, error }}>
      {tied => (
        <input className="input" autoComplete="off" {...input} {...tied} onChange={changed(onChange)} />
      )}
    </Field>
  )
}

export function TextAreaField({
  label,
  hint,
  error,
  onChange,
  ...input
}: About & Value<TextareaHTMLAttributes<HTMLTextAreaElement>>) {
  return (
    <Field {...{ label, hint, error }}>
      {tied => <textarea className="input" rows={4} {...input} {...tied} onChange={changed(onChange)} />}
    </Field>
  )
}

interface Choice {
  value: string
  label: string
}

/** The browser's own list: it works with every keyboard, screen reader and phone. */
export function SelectField({
  label,
  hint,
  error,
  value,
  onChange,
  choices,
}: About & { value: string; onChange: (value: string) => void; choices: readonly Choice[] }) {
  return (
    <Field {...{ label, hint, error }}>
      {tied => (
        <select className="input" {...tied} value={value} onChange={changed(onChange)}>
          {choices.map(choice => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}

interface CheckProps {
  label: ReactNode
  checked: boolean
  onChange: (checked: boolean) => void
}

export function CheckField({ label, checked, onChange }: CheckProps) {
  return (
    <label className="check">
      <input type="checkbox" checked={checked} onChange={({ target }) => onChange(target.checked)} />
      <span>{label}</span>
    </label>
  )
}
