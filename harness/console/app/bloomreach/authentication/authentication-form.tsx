// An HTTP Authentication Schema: name, endpoint, Basic authentication, custom headers, and what its test asks. Secret values never come
// back: they are kept unless others are typed.
import { useState } from 'react'
import type { NewIntegration } from '../../../../control-api/bloomreach/integrations.ts'
import { client } from '../../kit/api.ts'
import { FormDialog } from '../../kit/dialog.tsx'
import { TextField } from '../../kit/field.tsx'
import { useDoing } from '../../kit/queries.ts'
import type { AuthenticationSchema, TestRequest } from './authentication-schema.ts'
import { BasicFields } from './basic-fields.tsx'
import { HeaderFields } from './header-fields.tsx'
import { TestFields } from './test-fields.tsx'

interface Props {
  known?: AuthenticationSchema
  onClose: () => void
}

type NewSchema = Omit<AuthenticationSchema, 'id'>

const NEW: NewSchema = {
  type: 'http_authentication_schema',
  name: 'HTTP Authentication Schema',
  endpoint: '',
  headers: [],
}
const PLAIN_TEST: TestRequest = { method: 'GET', path: '' }

export function AuthenticationForm({ known, onClose }: Props) {
  const [schema, setSchema] = useState<NewSchema>(known ?? NEW)
  const change = (part: Partial<NewSchema>) => setSchema({ ...schema, ...part })
  const save = useDoing(() => saved(known?.id, schema), {
    said: `${schema.name} is saved.`,
    topics: ['bloomreach'],
    problems: 'form',
    after: onClose,
  })
  return (
    <FormDialog
      open
      onClose={onClose}
      size="large"
      title="HTTP Authentication Schema"
      about="Credentials that webhooks to its endpoint get."
      submit="Save integration"
      doing={save}
      onSubmit={() => save.mutate()}
    >
      <TextField label="Name" value={schema.name} onChange={name => change({ name })} />
      <TextField
        label="Endpoint"
        hint="Credentials go to URLs that begin with it, and to no others."
        placeholder="https://integration.talon.one/customer_engagement/referral"
        value={schema.endpoint}
        onChange={endpoint => change({ endpoint })}
      />
      <BasicFields basic={schema.basic} known={known?.basic} onChange={basic => change({ basic })} />
      <HeaderFields headers={schema.headers} onChange={headers => change({ headers: [...headers] })} />
      <TestFields test={schema.test ?? PLAIN_TEST} onChange={test => change({ test })} />
    </FormDialog>
  )
}

function saved(id: string | undefined, { basic, ...schema }: NewSchema) {
  const body: NewIntegration = basic === undefined ? schema : { ...schema, basic }
  return id === undefined ? client.integrations.create(body) : client.integrations.replace(id, body)
}
