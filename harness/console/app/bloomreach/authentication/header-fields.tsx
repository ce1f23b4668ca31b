// The custom headers of an HTTP Authentication Schema, each public or secret.
import { SelectField, TextField } from '../../kit/field.tsx'
import { IconClose, IconPlus } from '../../kit/icons.tsx'
import type { Header } from './authentication-schema.ts'

const NEW_HEADER: Header = { name: '', value: '', visibility: 'public' }
const VISIBILITY = [
  { value: 'public', label: 'Public' },
  { value: 'secret', label: 'Secret' },
]

interface Props {
  headers: readonly Header[]
  onChange: (headers: readonly Header[]) => void
}

export function HeaderFields({ headers, onChange }: Props) {
  const change = (at: number, part: Partial<Header>) =>
    onChange(headers.map((header, index) => (index === at ? { ...header, ...part } : header)))
  return (
    <>
      {headers.map((header, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a header has no other identity while it is typed.
        <fieldset key={index} className="filters">
          <legend>Header {index + 1}</legend>
          <TextField
            label={`Header ${index + 1} name`}
            value={header.name}
            onChange={value => change(index, { name: value })}
          />
          <TextField
            label={`Header ${index + 1} value`}
            value={header.value}
            onChange={value => change(index, { value })}
          />
          <SelectField
            label={`Header ${index + 1} visibility`}
            value={header.visibility ?? 'public'}
            onChange={visibility => change(index, { visibility: visibility as 'public' | 'secret' })}
            choices={VISIBILITY}
          />
          <button
            type="button"
            className="icon-button"
            aria-label={`Remove header ${index + 1}`}
            onClick={() => onChange(headers.filter((_, at) => at !== index))}
          >
            <IconClose />
          </button>
        </fieldset>
      ))}
      <div>
        <button type="button" className="button small" onClick={() => onChange([...headers, NEW_HEADER])}>
          <IconPlus />
          Custom header
        </button>
      </div>
    </>
  )
}
