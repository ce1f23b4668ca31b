// Which of the ports that a start would open are taken, and by whom: asked all at once, so that nobody mends one after the other.
import { createServer } from 'node:net'
import { SandboxError } from '../../mocks/kit/sandbox-error.ts'
import type { Config } from '../config.ts'
import { listening } from './listening.ts'
import { type Neighbour, whoAnswers, whoGreets } from './who-answers.ts'

type Doors = Pick<Config, 'host' | 'port' | 'inboxPort' | 'smtpPort' | 'mailpitUrl' | 'smtpUrl'>

export interface Door {
  port: number
  /** The flag that chooses the port, without its dashes. */
  option: 'port' | 'inbox-port' | 'smtp-port'
  purpose: string
}

export interface TakenDoor extends Door {
  /** As "taken", or why else it cannot be opened. */
  reason: string
  neighbour: Neighbour
}

/** The inbox has ports of its own where no Mailpit is used. */
export function doorsOf(config: Doors): Door[] {
  const own = { port: config.port, option: 'port', purpose: 'the sandbox' } as const
  if (config.mailpitUrl !== undefined || config.smtpUrl !== undefined) return [own]
  return [
    own,
    { port: config.inboxPort, option: 'inbox-port', purpose: 'the inbox' },
    { port: config.smtpPort, option: 'smtp-port', purpose: 'SMTP' },
  ]
}

/** Undefined when the port can be had. */
export async function takenDoor(door: Door, host: string): Promise<TakenDoor | undefined> {
  if (door.port === 0) return undefined
  const reason = await whyNot(door.port, host)
  return reason === undefined ? undefined : { ...door, reason, neighbour: await neighbourAt(door, host) }
}

function neighbourAt({ port, option }: Door, host: string): Promise<Neighbour> {
  if (option === 'smtp-port') return whoGreets(port, host)
  return whoAnswers(originOf(host, port))
}

const originOf = (host: string, port: number): string =>
  `http://${host.includes(':') ? `[${host}]` : host}:${port}`

async function whyNot(port: number, host: string): Promise<string | undefined> {
  const server = createServer()
  try {
    await listening(server, () => server.listen(port, host), { host, port, purpose: '', option: '' })
    return undefined
  } catch (error) {
    const { code, message } = (error as Error).cause as NodeJS.ErrnoException
    return code === 'EADDRINUSE' ? 'taken' : `it cannot be opened: ${code ?? message}`
  } finally {
    await new Promise(closed => server.close(closed))
  }
}

/** One error for all ports that are taken, with the command that would work; `found` when there is no more to say. */
export async function allTaken(config: Doors, found: SandboxError): Promise<SandboxError> {
  const { host } = config
  const asked = await Promise.all(doorsOf(config).map(door => takenDoor(door, host)))
  const taken = asked.filter(door => door?.reason === 'taken') as TakenDoor[]
  if (!taken.some(({ neighbour }) => neighbour.is !== 'unknown') && taken.length < 2) return found
  const [one] = taken
  const problem =
    taken.length === 1 && one !== undefined
      ? `Cannot open port ${one.port} on ${host} for ${one.purpose}: ${nameOf(one)} uses it.`
      : `Cannot open ${taken.length} ports on ${host}: ${taken.map(door => `${door.port} is used by ${nameOf(door)}`).join(', ')}.`
  return new SandboxError('port-taken', problem, { remedy: remedyFor(taken, host), cause: found })
}

const nameOf = ({ neighbour }: TakenDoor): string =>
  'name' in neighbour ? neighbour.name : 'another program'

function remedyFor(taken: readonly TakenDoor[], host: string): string {
  const mailpit = taken.find(({ option, neighbour }) => option === 'inbox-port' && neighbour.is === 'mailpit')
  const flags = taken.flatMap(({ option, port }) => {
    if (mailpit === undefined || option === 'port') return [`--${option} 0`]
    return option === 'inbox-port' ? [`--mailpit-url ${originOf(host, port)}`] : []
  })
  return `Stop ${taken.length === 1 ? 'it' : 'them'}, or start with: referral-sandbox start ${flags.join(' ')}.`
}
