// Whether the ports that a start would open are free, and who has them otherwise.
import type { Config } from '../config.ts'
import { type Door, doorsOf, takenDoor } from '../doors/taken-ports.ts'
import type { Symptom } from './symptom.ts'

export const portSymptoms = (config: Config): Promise<Symptom[]> =>
  Promise.all(doorsOf(config).map(door => portSymptom(door, config.host)))

async function portSymptom(door: Door, host: string): Promise<Symptom> {
  const { port, option, purpose } = door
  if (port === 0) return { about: `port for ${purpose}`, state: 'ok', says: 'any that is free' }
  const about = `port ${port}`
  const taken = await takenDoor(door, host)
  if (taken === undefined) return { about, state: 'ok', says: `free for ${purpose}` }
  const { reason, neighbour } = taken
  const by = 'name' in neighbour ? neighbour.name : 'a program that does not say what it is'
  const remedy =
    neighbour.is === 'mailpit' && option !== 'port'
      ? 'Use it with --mailpit-url, or choose another port with --inbox-port.'
      : `Stop it, or choose another port with --${option} (0 = a free one).`
  return { about, state: 'problem', says: `${reason}, by ${by}`, remedy }
}
