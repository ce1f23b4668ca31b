// Opens the doors around a world: the inbox's two ports (or the way to a real Mailpit), the HTTP port.
import { SandboxError } from '../../mocks/kit/sandbox-error.ts'
import { openInboxDoors } from '../inbox/inbox-doors.ts'
import { IN_PROCESS } from '../life.ts'
import type { Crossroads } from '../running/crossroads.ts'
import type { Worlds } from '../running/worlds.ts'
import { roomsOf } from '../running/worlds-rooms.ts'
import { makeCertificate } from './certificate.ts'
import type { Doors, SandboxConfig } from './doors.ts'
import { openHttpServer } from './http-server.ts'
import type { ClosableMailTransport } from './late-mail.ts'
import { inProcessTransport } from './mail-transport.ts'

/** What is behind the doors. */
export interface Behind {
  worlds: Worlds
  crossroads: Crossroads
}

/** Whoever fails to open one closes those that are open already. */
export async function openDoors(config: SandboxConfig, doors: Doors, behind: Behind): Promise<void> {
  try {
    const { mail } = behind.worlds.first
    mail.use(await openInbox(config, doors, behind.worlds))
    if (config.listen) await openHttp(config, doors, behind.crossroads)
  } catch (error) {
    throw await wholeReason(config, error)
  }
}

export async function closeDoors(doors: Doors): Promise<void> {
  await Promise.all([doors.http?.stop(), doors.inbox?.stop()])
  doors.certificate?.remove()
}

/** A port that is taken is rarely the only one. */
async function wholeReason(config: SandboxConfig, error: unknown): Promise<unknown> {
  if (!(error instanceof SandboxError) || error.code !== 'port-taken') return error
  const { allTaken } = await import('./taken-ports.ts')
  return allTaken(config, error)
}

/** Answers the way that mails take into the inbox. */
async function openInbox(
  config: SandboxConfig,
  doors: Doors,
  worlds: Worlds,
): Promise<ClosableMailTransport> {
  const { live, room } = worlds.first
  const world = () => live().world
  const overSmtp = async () => {
    const { smtpTransport } = await import('./smtp-transport.ts')
    const transport = smtpTransport(doors.smtpUrl, world)
    await transport.verify()
    return transport
  }
  if (room === undefined) {
    Object.assign(doors, mailpitAddresses(config))
    await probeMailpit(doors.inboxUrl)
    return overSmtp()
  }
  if (config.listen) {
    const { host, inboxPort: httpPort, smtpPort } = config
    doors.inbox = await openInboxDoors(roomsOf(worlds, room), { host, httpPort, smtpPort })
    Object.assign(doors, { inboxUrl: doors.inbox.url, smtpUrl: doors.inbox.smtpUrl })
    if (config.wire === 'smtp') return overSmtp()
  }
  return inProcessTransport(room.deliver, world)
}

async function openHttp(config: SandboxConfig, doors: Doors, { fetch, express }: Crossroads): Promise<void> {
  if (config.tls) doors.certificate = await makeCertificate([config.host, ...config.allowName])
  doors.http = await openHttpServer({
    fetch,
    express,
    tls: doors.certificate,
    host: config.host,
    port: config.port,
    purpose: 'the sandbox',
    option: 'port',
  })
  doors.url = doors.http.url
}

function mailpitAddresses(config: SandboxConfig): Pick<Doors, 'inboxUrl' | 'smtpUrl'> {
  const host = new URL(config.mailpitUrl ?? config.smtpUrl ?? IN_PROCESS).hostname
  const inboxUrl = config.mailpitUrl ?? `http://${host}:8025`
  return { inboxUrl: inboxUrl.replace(/\/$/, ''), smtpUrl: config.smtpUrl ?? `smtp://${host}:1025` }
}

async function probeMailpit(url: string): Promise<void> {
  const reason = await fetch(`${url}/api/v1/info`).then(
    response => (response.ok ? undefined : `it answered ${response.status}`),
    (error: Error & { cause?: Error }) => error.cause?.message || error.message,
  )
  if (reason === undefined) return
  throw new SandboxError('mailpit-unreachable', `Cannot reach Mailpit at ${url}: ${reason}.`, {
    remedy: 'Start Mailpit there, or leave --mailpit-url out to use the embedded inbox.',
  })
}
