// A fault is planned: of which operation, for which calls, and what goes wrong.
import { useState } from 'react'
import type { NewFault } from '../../../control-api/faults/faults.ts'
import { client } from '../kit/api.ts'
import { FormDialog } from '../kit/dialog.tsx'
import { SelectField, TextField } from '../kit/field.tsx'
import { useDoing } from '../kit/queries.ts'

const OVER_HTTP = [
  { value: '429', label: 'Answers 429, too many requests' },
  { value: '404', label: 'Answers 404, not found' },
  { value: '400', label: 'Answers 400, bad request' },
  { value: '401', label: 'Answers 401, unauthorized' },
  { value: '500', label: 'Answers 500, an error of the server' },
  { value: '503', label: 'Answers 503, unavailable' },
  { value: 'timeout', label: 'Never answers' },
  { value: 'reset', label: 'Breaks the connection' },
  { value: 'malformed', label: 'Answers a broken body' },
  { value: 'lost', label: 'Does its work, the answer is lost' },
  { value: 'late', label: 'Answers two seconds late' },
]
const OVER_SMTP = [
  { value: '451', label: 'Answers 451, try again later' },
  { value: '550', label: 'Answers 550, no such mailbox' },
  { value: '421', label: 'Answers 421, going away' },
]

const EFFECTS: Record<string, Omit<NewFault, 'operation'>> = {
  timeout: { timeout: true },
  reset: { reset: true },
  malformed: { malformedBody: true },
  lost: { after: 'commit', reset: true },
  late: { delayMs: 2_000 },
}

const WHENS = [
  { value: 'first', label: 'The first calls' },
  { value: 'every', label: 'Every so-many-th call' },
]

interface Props {
  open: boolean
  onClose: () => void
  operations: string[]
}

export function FaultDialog({ open, onClose, operations }: Props) {
  const [operation, setOperation] = useState('cep/createReferral')
  const [effect, setEffect] = useState('429')
  const [when, setWhen] = useState('first')
  const [count, setCount] = useState('1')
  const isMail = operation.startsWith('smtp/')
  const effects = isMail ? OVER_SMTP : OVER_HTTP
  const chosen = effects.some(({ value }) => value === effect) ? effect : (effects[0]?.value ?? '')
  const add = useDoing((fault: NewFault) => client.faults.add(fault), {
    topics: ['faults'],
    problems: 'form',
    said: ({ operation }) => `${operation} will fail.`,
    after: onClose,
  })
  const planned = (): NewFault => ({
    operation,
    [when]: Number(count),
    ...(EFFECTS[chosen] ?? { answer: isMail ? { code: Number(chosen) } : { status: Number(chosen) } }),
  })
  return (
    <FormDialog
      open={open}
      onClose={onClose}
      title="Switch on a fault"
      submit="Switch on"
      doing={add}
      onSubmit={() => add.mutate(planned())}
    >
      <SelectField
        label="Operation"
        value={operation}
        onChange={setOperation}
        choices={operations.map(name => ({ value: name, label: name }))}
      />
      <SelectField label="What goes wrong" value={chosen} onChange={setEffect} choices={effects} />
      <SelectField label="When" value={when} onChange={setWhen} choices={WHENS} />
      <TextField label="How many" inputMode="numeric" value={count} onChange={setCount} />
    </FormDialog>
  )
}
