// Which customer something is tried on: any of a customer's ids, the first few offered.
import { useId } from 'react'
import { TextField } from '../../kit/field.tsx'
import { useEditor } from '../editor.tsx'

export function CustomerField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const { names } = useEditor()
  const id = useId()
  return (
    <>
      <TextField
        label="Customer"
        value={value}
        onChange={onChange}
        list={id}
        placeholder="Any of a customer’s ids"
      />
      <datalist id={id}>
        {names.customers.map(name => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </>
  )
}
