// Create API Key: its fields in the tutorial's order, and then its value, once.
import { useState } from 'react'
import { CopyButton } from '../kit/copy-button.tsx'
import { Dialog, FormDialog } from '../kit/dialog.tsx'
import { SelectField, TextField } from '../kit/field.tsx'
import { useDoing } from '../kit/queries.ts'
import { management } from './management-api.ts'
import { OWN_INTEGRATION, PLATFORMS } from './platforms.ts'
import './talon-one.css'

interface Props {
  application: string
  onClose: () => void
}

export function NewApiKey({ application, onClose }: Props) {
  const [title, setTitle] = useState('')
  const [isThirdParty, setThirdParty] = useState('no')
  const [platform, setPlatform] = useState('customer_engagement')
  const [expires, setExpires] = useState('')
  const create = useDoing(
    () =>
      management.createApiKey(application, {
        title,
        platform: isThirdParty === 'yes' ? platform : OWN_INTEGRATION,
        expires: expires === '' ? '' : `${expires}T00:00:00Z`,
      }),
    { topics: ['talon-one'], problems: 'form' },
  )
  if (create.data !== undefined) return <CreatedKey value={create.data.key} onClose={onClose} />
  return (
    <FormDialog
      open
      onClose={onClose}
      title="Create API Key"
      submit="Create API Key"
      doing={create}
      onSubmit={() => create.mutate()}
    >
      <TextField label="Key name" value={title} onChange={setTitle} />
      <SelectField
        label="Do you want to use this API Key with a 3rd party service?"
        hint="Third-party integration, in newer versions."
        value={isThirdParty}
        onChange={setThirdParty}
        choices={[
          { value: 'no', label: 'No' },
          { value: 'yes', label: 'Yes' },
        ]}
      />
      {isThirdParty === 'yes' && (
        <SelectField label="Platform" value={platform} onChange={setPlatform} choices={PLATFORMS} />
      )}
      <TextField
        label="Key expiration date"
        type="date"
        hint="On the sandbox’s clock, at midnight UTC."
        value={expires}
        onChange={setExpires}
      />
    </FormDialog>
  )
}

function CreatedKey({ value, onClose }: { value: string; onClose: () => void }) {
  return (
    <Dialog
      open
      onClose={onClose}
      title="Your API key"
      about="Copy it now: it cannot be shown again. If you lose it, create another one."
    >
      <p className="secret-once">
        <code>{value}</code>
        <CopyButton text={value} />
      </p>
      <footer className="dialog-footer">
        <button type="button" className="button primary" onClick={onClose}>
          Done
        </button>
      </footer>
    </Dialog>
  )
}
