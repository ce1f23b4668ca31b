// Add new integration: what kind, as the vendor's catalogue of integrations asks first.
import { useState } from 'react'
import { Dialog } from '../kit/dialog.tsx'
import { AuthenticationForm } from './authentication/authentication-form.tsx'
import { WebhookPreset } from './webhook-preset.tsx'

export function AddIntegration({ onClose }: { onClose: () => void }) {
  const [chosen, choose] = useState<'authentication' | 'preset'>()
  if (chosen === 'authentication') return <AuthenticationForm onClose={onClose} />
  if (chosen === 'preset') return <WebhookPreset known={undefined} onClose={onClose} />
  return (
    <Dialog open onClose={onClose} title="Add new integration" about="What shall be connected?">
      <div className="stack">
        <button type="button" className="button" onClick={() => choose('authentication')}>
          HTTP Authentication Schemas
        </button>
        <button type="button" className="button" onClick={() => choose('preset')}>
          Webhook preset
        </button>
        <p className="soft">Other integrations of the vendor are not emulated.</p>
      </div>
    </Dialog>
  )
}
