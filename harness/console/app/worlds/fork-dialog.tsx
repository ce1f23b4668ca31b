// A fork: the same state once more, which goes its own way from here.
import { useState } from 'react'
import type { NewWorld } from '../../../control-api/worlds/world.ts'
import { baseOf } from '../kit/address.ts'
import { client } from '../kit/api.ts'
import { FormDialog } from '../kit/dialog.tsx'
import { TextField } from '../kit/field.tsx'
import { useDoing } from '../kit/queries.ts'
import { toast } from '../kit/toasts.tsx'

export function ForkDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const [name, setName] = useState('')
  const [seed, setSeed] = useState('')
  const [ttl, setTtl] = useState('')
  const fork = useDoing((world: NewWorld) => client.worlds.create(world, { environment: 'none' }), {
    topics: ['worlds'],
    problems: 'form',
    after({ id }) {
      onClose()
      setName('')
      toast(`The world ${id} is there.`, {
        label: 'Open it',
        onClick: () => location.assign(`${baseOf(id)}/console/worlds`),
      })
    },
  })
  return (
    <FormDialog
      open={open}
      onClose={onClose}
      title="Fork this world"
      about="Customers, codes, mails, faults and what waits: all as they are now."
      submit="Fork"
      doing={fork}
      onSubmit={() => fork.mutate(given({ name, seed, ttl }))}
    >
      <TextField
        label="Name"
        value={name}
        onChange={setName}
        hint="Letters, digits, dots, dashes. Without one it is called fork-1 or so."
      />
      <TextField
        label="Seed"
        value={seed}
        onChange={setSeed}
        hint="What it draws from then on. Empty: as this world does."
      />
      <TextField
        label="Time to live"
        value={ttl}
        onChange={setTtl}
        placeholder="10m"
        hint="It goes when nobody has asked it for so long. Empty: it stays."
      />
    </FormDialog>
  )
}

const given = (fields: Record<string, string>): NewWorld =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''))
