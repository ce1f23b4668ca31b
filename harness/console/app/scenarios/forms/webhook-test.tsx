// The Test tab of a webhook: the request as it would leave for one customer. The vendor's sends it; here nothing is sent.
import { useState } from 'react'
import { Problem } from '../../kit/problem.tsx'
import { useEditor } from '../editor.tsx'
import { RenderedRequest } from '../run/rendered-request.tsx'
import { CustomerField } from './customer-field.tsx'
import { useRendered } from './use-rendered.ts'

export function WebhookTest({ id }: { id: number }) {
  const { names } = useEditor()
  const [customer, setCustomer] = useState(names.customers[0] ?? '')
  const { rendered, error } = useRendered(id, customer)
  return (
    <>
      <CustomerField value={customer} onChange={setCustomer} />
      <p className="soft">The request as it would leave for this customer. Nothing is sent.</p>
      {error !== undefined && <Problem error={error} />}
      {rendered !== undefined && <RenderedRequest rendered={rendered} />}
    </>
  )
}
