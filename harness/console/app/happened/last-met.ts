// Who entered a scenario last, each once, with the last thing that happened to them.
import { client } from '../kit/api.ts'

export interface Met {
  id: string
  name: string
  at: string
  last: string
}

export async function lastMet(most: number): Promise<Met[]> {
  const { entries } = await client.journal({ kind: 'bloomreach.run-entered', newest: 1_000 })
  const ids = new Set(entries.toReversed().map(({ customer }) => customer))
  const wanted = [...ids].filter((id): id is string => id !== undefined).slice(0, most)
  return Promise.all(wanted.map(met))
}

async function met(id: string): Promise<Met> {
  const { customer, timeline } = await client.timeline(id, { newest: 30 })
  const last = timeline.filter(entry => !entry.detail).at(-1)
  const name = customer.ids.registered ?? Object.values(customer.ids)[0] ?? customer.id
  return { id, name, at: last?.at ?? '', last: last?.text ?? '' }
}
