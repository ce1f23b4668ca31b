// The mail as one customer would get it, as wide as their window is.
import { useState } from 'react'
import { SelectField } from '../../kit/field.tsx'
import { Problem } from '../../kit/problem.tsx'
import { useEditor } from '../editor.tsx'
import { RenderedMail } from '../run/rendered-mail.tsx'
import { CustomerField } from './customer-field.tsx'
import { useRendered } from './use-rendered.ts'

const WIDTHS = [
  { value: '600', label: 'Desktop, 600' },
  { value: '390', label: 'Phone, 390' },
]

export function EmailPreview({ id }: { id: number }) {
  const { names } = useEditor()
  const [customer, setCustomer] = useState(names.customers[0] ?? '')
  const [width, setWidth] = useState('600')
  const { rendered, error } = useRendered(id, customer)
  return (
    <section className="mail-preview form" aria-label="Preview of the mail">
      <div className="pair">
        <CustomerField value={customer} onChange={setCustomer} />
        <SelectField label="Width" value={width} onChange={setWidth} choices={WIDTHS} />
      </div>
      {customer === '' && <p className="soft">Choose a customer to see the mail as they would get it.</p>}
      {error !== undefined && <Problem error={error} />}
      {rendered !== undefined && <RenderedMail rendered={rendered} width={Number(width)} />}
    </section>
  )
}
