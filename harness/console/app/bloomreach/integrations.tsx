// Data & Assets > Integrations: HTTP Authentication Schemas with their headers, and webhook presets.
import { useState } from 'react'
import type { Integration } from '../../../control-api/bloomreach/integrations.ts'
import { client } from '../kit/api.ts'
import { Confirm } from '../kit/dialog.tsx'
import { Empty } from '../kit/empty.tsx'
import { IconPlus } from '../kit/icons.tsx'
import { DeleteButton, EditButton } from '../kit/item-buttons.tsx'
import { Loaded } from '../kit/loaded.tsx'
import { Page } from '../kit/page.tsx'
import { useAsked, useDoing } from '../kit/queries.ts'
import { type Column, Table } from '../kit/table.tsx'
import { showProblem, toast } from '../kit/toasts.tsx'
import { AddIntegration } from './add-integration.tsx'
import { AuthenticationForm } from './authentication/authentication-form.tsx'
import type { AuthenticationSchema } from './authentication/authentication-schema.ts'
import { WebhookPreset } from './webhook-preset.tsx'

const isAuthentication = (one: Integration): one is AuthenticationSchema =>
  one.type === 'http_authentication_schema'

export function View() {
  const [isNew, setNew] = useState(false)
  const [edited, setEdited] = useState<Integration>()
  const [leaving, setLeaving] = useState<Integration>()
  const asked = useAsked(['bloomreach', 'integrations'], () => client.integrations.list())
  const remove = useDoing((id: string) => client.integrations.delete(id), {
    said: 'The integration is deleted.',
    topics: ['bloomreach'],
  })
  const columns: Column<Integration>[] = [
    { title: 'Integration', width: '1.5fr', cell: ({ name }) => name },
    {
      title: 'Kind',
      width: '13rem',
      cell: one => (isAuthentication(one) ? 'HTTP Authentication Schema' : 'Webhook preset'),
    },
    { title: 'Endpoint', width: '2fr', cell: one => (isAuthentication(one) ? one.endpoint : one.url) },
    {
      title: 'Actions',
      width: '12rem',
      align: 'end',
      cell: one => (
        <span className="row">
          {isAuthentication(one) && <TestSettings id={one.id} name={one.name} />}
          <EditButton of={one.name} onClick={() => setEdited(one)} />
          <DeleteButton of={one.name} onClick={() => setLeaving(one)} />
        </span>
      ),
    },
  ]
  const add = (
    <button type="button" className="button primary" onClick={() => setNew(true)}>
      <IconPlus />
      Add new integration
    </button>
  )
  return (
    <Page
      title="Integrations"
      above={[['Data & Assets', '/bloomreach/assets']]}
      about="How webhooks authenticate themselves, and requests that are kept for several scenarios."
      actions={add}
    >
      <Loaded of={asked}>
        {({ integrations }) =>
          integrations.length === 0 ? (
            <Empty title="There is no integration yet.">
              A webhook to Talon.One needs an HTTP Authentication Schema.
            </Empty>
          ) : (
            <Table label="Integrations" columns={columns} rows={integrations} keyOf={({ id }) => id} />
          )
        }
      </Loaded>
      {isNew && <AddIntegration onClose={() => setNew(false)} />}
      {edited !== undefined && <Edited known={edited} onClose={() => setEdited(undefined)} />}
      <Confirm
        open={leaving !== undefined}
        onClose={() => setLeaving(undefined)}
        title={`Delete ${leaving?.name ?? 'this integration'}?`}
        confirm="Delete integration"
        onConfirm={() => leaving !== undefined && remove.mutate(leaving.id)}
      >
        Webhooks that use it fail from then on.
      </Confirm>
    </Page>
  )
}

const Edited = ({ known, onClose }: { known: Integration; onClose: () => void }) =>
  isAuthentication(known) ? (
    <AuthenticationForm known={known} onClose={onClose} />
  ) : (
    <WebhookPreset known={known.name} onClose={onClose} />
  )

function TestSettings({ id, name }: { id: string; name: string }) {
  const test = useDoing(() => client.integrations.test(id), {
    topics: ['requests'],
    after: ({ passed, message }) =>
      passed ? toast(`${name}: the settings work.`) : showProblem(new Error(`${name}: ${message}`)),
  })
  return (
    <button type="button" className="button small" aria-label={`Test ${name}`} onClick={() => test.mutate()}>
      Test
    </button>
  )
}
