// Whether the ports that a start would open are free, and who has them otherwise.
import { createServer } from 'node:net'
import type { Config } from '../config.ts'
import { listening } from '../doors/listening.ts'
import type { Symptom } from './symptom.ts'
import { type Neighbour, whoAnswers, whoGreets } from './who-answers.ts'

interface Door {
  port: number
  option: string
  purpose: string
}

/** The inbox has ports of its own where no Mailpit is used. */
function doorsOf(config: Config): Door[] {
  const own = { port: config.port, option: 'port', purpose: 'the sandbox' }
  if (config.mailpitUrl !== undefined || config.smtpUrl !== undefined) return [own]
  return [
    own,
    { port: config.inboxPort, option: 'inbox-port', purpose: 'the inbox' },
    { port: config.smtpPort, option: 'smtp-port', purpose: 'SMTP' },
  ]
}

export const portSymptoms = (config: Config): Promise<Symptom[]> =>
  Promise.all(doorsOf(config).map(door => portSymptom(door, config)))

async function portSymptom({ port, option, purpose }: Door, { host }: Config): Promise<Symptom> {
  const about = `port ${port}`
  if (port === 0) return { about: `port for ${purpose}`, state: 'ok', says: 'any that is free' }
  const reason = await whyNot(port, host)
  if (reason === undefined) return { about, state: 'ok', says: `free for ${purpose}` }
  const neighbour = await neighbourAt(port, host, option)
  const by = 'name' in neighbour ? neighbour.name : 'a program that does not say what it is'
  return { about, state: 'problem', says: `${reason}, by ${by}`, remedy: remedyFor(neighbour, option) }
}

function neighbourAt(port: number, host: string, option: string): Promise<Neighbour> {
  if (option === 'smtp-port') return whoGreets(port, host)
  return whoAnswers(`http://${host.includes(':') ? `[${host}]` : host}:${port}`)
}

/** Undefined when the port can be had. */
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

const remedyFor = ({ is }: Neighbour, option: string): string =>
  is === 'mailpit' && option !== 'port'
    ? 'Use it with --mailpit-url, or choose another port with --inbox-port.'
    : `Stop it, or choose another port with --${option} (0 = a free one).`
