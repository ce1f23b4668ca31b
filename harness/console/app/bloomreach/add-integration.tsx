// Add new integration: what kind, as the vendor's catalogue of integrations asks first.
import { useState } from 'react'
import { Dialog } from '../kit/dialog.tsx'
import { AuthenticationForm } from './authentication-form.tsx'

export function AddIntegration({ onClose }: { onClose: () => void }) {
  const [isChosen, setChosen] = useState(false)
  if (isChosen) return <AuthenticationForm onClose={onClose} />
  return (
    <Dialog open onClose={onClose} title="Add new integration" about="What shall be connected?">
      <div className="stack">
        <button type="button" className="button" onClick={() => setChosen(true)}>
          HTTP Authentication Schemas
        </button>
        <p className="soft">
          Other integrations of the vendor are not emulated. Webhook presets come from a world file or the
          control API.
        </p>
      </div>
    </Dialog>
  )
}
