// An HTTP Authentication Schema: name, endpoint, custom headers, each public or secret. A secret value never comes back: it is kept
// unless another one is typed.
import { useState } from 'react'
import type { Integration, NewIntegration } from '../../../control-api/bloomreach/integrations.ts'
import { client } from '../kit/api.ts'
import { FormDialog } from '../kit/dialog.tsx'
import { SelectField, TextField } from '../kit/field.tsx'
import { IconClose, IconPlus } from '../kit/icons.tsx'
import { useDoing } from '../kit/queries.ts'

export type AuthenticationSchema = Extract<Integration, { type: 'http_authentication_schema' }>
type Header = AuthenticationSchema['headers'][number]

interface Props {
  known?: AuthenticationSchema
  onClose: () => void
}

const NEW_HEADER: Header = { name: '', value: '', visibility: 'public' }
const VISIBILITY = [
  { value: 'public', label: 'Public' },
  { value: 'secret', label: 'Secret' },
]

export function AuthenticationForm({ known, onClose }: Props) {
  const [name, setName] = useState(known?.name ?? 'HTTP Authentication Schema')
  const [endpoint, setEndpoint] = useState(known?.endpoint ?? '')
  const [headers, setHeaders] = useState<readonly Header[]>(known?.headers ?? [])
  const save = useDoing(
    () => {
      const { id, ...before } = known ?? { id: undefined, type: 'http_authentication_schema' as const }
      const body: NewIntegration = { ...before, name, endpoint, headers: [...headers] }
      return id === undefined ? client.integrations.create(body) : client.integrations.replace(id, body)
    },
    { said: `${name} is saved.`, topics: ['bloomreach'], problems: 'form', after: onClose },
  )
  const change = (at: number, part: Partial<Header>) =>
    setHeaders(headers.map((header, index) => (index === at ? { ...header, ...part } : header)))
  return (
    <FormDialog
      open
      onClose={onClose}
      size="large"
      title="HTTP Authentication Schema"
      submit="Save integration"
      doing={save}
      onSubmit={() => save.mutate()}
    >
      <TextField label="Name" value={name} onChange={setName} />
      <TextField
        label="Endpoint"
        placeholder="https://integration.talon.one/customer_engagement/referral"
        value={endpoint}
        onChange={setEndpoint}
      />
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
            onClick={() => setHeaders(headers.filter((_, at) => at !== index))}
          >
            <IconClose />
          </button>
        </fieldset>
      ))}
      <div>
        <button type="button" className="button small" onClick={() => setHeaders([...headers, NEW_HEADER])}>
          <IconPlus />
          Custom header
        </button>
      </div>
    </FormDialog>
  )
}
