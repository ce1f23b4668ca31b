// Opens the doors around a world: the inbox (embedded, or a real Mailpit), the way of the mails, the HTTP port.

import { SandboxError } from '../../mocks/kit/sandbox-error.ts'
import type { World } from '../../mocks/kit/world.ts'
import type { SendRequest } from '../client.ts'
import type { Config } from '../config.ts'
import { type Inbox, startInbox } from '../inbox/index.ts'
import { IN_PROCESS, type Live } from '../life.ts'
import type { WorldDefinition } from '../world/definition.ts'
import { askLink } from './ask-link.ts'
import { type Certificate, makeCertificate } from './certificate.ts'
import { chaosFaults } from './chaos-faults.ts'
import { createGuard, credentialsOf } from './guard.ts'
import { type HttpServer, openHttpServer } from './http-server.ts'
import type { LateMail } from './late-mail.ts'
import { type ClosableMailTransport, inProcessTransport, smtpTransport } from './mail-transport.ts'
import { storyOf } from './story-of.ts'

export type SandboxConfig = Omit<Config, 'world' | 'json'> & {
  world?: string | WorldDefinition | undefined
  listen: boolean
}

export interface Doors {
  http?: HttpServer
  /** The embedded inbox; absent when a real Mailpit is used. */
  inbox?: Inbox
  url: string
  inboxUrl: string
  smtpUrl: string
  /** Of `--tls`. */
  certificate?: Certificate
}

/** What is behind the HTTP port. */
export interface Street {
  app: { fetch(request: Request, env: unknown): Response | Promise<Response> }
  mail: LateMail
  live: () => Live
}

export const closedDoors = (): Doors => ({
  url: IN_PROCESS,
  inboxUrl: IN_PROCESS,
  smtpUrl: 'smtp://sandbox.internal',
})

/** All or none: what is open when a later door fails is closed again. */
export async function openDoors(config: SandboxConfig, doors: Doors, street: Street): Promise<void> {
  try {
    street.mail.use(await openInbox(config, doors, street))
    if (config.listen) await openHttp(config, doors, street)
  } catch (error) {
    street.mail.close()
    doors.certificate?.remove()
    await doors.inbox?.stop()
    throw await wholeReason(config, error)
  }
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
  street: Street,
): Promise<ClosableMailTransport> {
  const world = () => street.live().world
  if (config.mailpitUrl !== undefined || config.smtpUrl !== undefined) {
    Object.assign(doors, mailpitAddresses(config))
    await probeMailpit(doors.inboxUrl)
    const transport = smtpTransport(doors.smtpUrl, world)
    await transport.verify()
    return transport
  }
  const inbox = await startEmbeddedInbox(config, doors, street)
  doors.inbox = inbox
  if (!config.listen) return inProcessTransport((raw, envelope) => inbox.deliver(raw, envelope), world)
  Object.assign(doors, { inboxUrl: inbox.url, smtpUrl: inbox.smtpUrl })
  return smtpTransport(doors.smtpUrl, world)
}

function startEmbeddedInbox(config: SandboxConfig, doors: Doors, { app, live }: Street): Promise<Inbox> {
  const world = () => live().world
  return startInbox({
    host: config.host,
    httpPort: config.inboxPort,
    smtpPort: config.smtpPort,
    listen: config.listen,
    capacity: config.inboxCapacity,
    maxBytes: config.inboxBytes,
    onPrune: notice => world().journal.append({ kind: 'inbox.pruned', ...notice }),
    now: () => world().clock.now(),
    newId: () => live().inboxIds.text(22),
    guard: createGuard({
      names: [config.host, ...config.allowName],
      publicUrl: config.inboxPublicUrl,
      token: config.token,
      otherTypes: 'from programs',
    }),
    faults: {
      beforeRcpt: address => smtpFault(world(), 'smtp/rcpt', address),
      beforeMail: address => smtpFault(world(), 'smtp/mail', address),
      beforeAuth: username => smtpFault(world(), 'smtp/auth', username),
    },
    chaos: chaosFaults(world),
    askLink: askLink({
      origins: () => [new URL(config.publicUrl ?? doors.url).origin, new URL(doors.url).origin],
      fetch: request => app.fetch(request, {}),
      knowsCode: code => live().talonOne.knowsCode(code),
    }),
    storyOf: mail => storyOf(mail, live().bloomreach.customers.all(), config.publicUrl ?? doors.url),
  })
}

async function openHttp(config: SandboxConfig, doors: Doors, { app, live }: Street): Promise<void> {
  if (config.tls) doors.certificate = await makeCertificate([config.host, ...config.allowName])
  doors.http = await openHttpServer({
    tls: doors.certificate,
    fetch: (request, env) => app.fetch(request, env),
    express: (incoming, outgoing) => live().talonOne.express(incoming, outgoing),
    host: config.host,
    port: config.port,
    purpose: 'the sandbox',
    option: 'port',
  })
  doors.url = doors.http.url
}

function smtpFault(
  world: World,
  operation: string,
  address: string,
): { code: number; message: string } | undefined {
  const fault = world.faults.strike(operation, { address })
  if (fault === undefined) return undefined
  return { code: fault.answer?.code ?? 451, message: `Fault ${fault.id} planned with POST /_sandbox/faults` }
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

/**
 * Calls the inbox's API: of the embedded one without a socket, since Node's fetch is 3 MiB and some milliseconds that a run has no
 * other need of. A real Mailpit knows nothing of our token.
 */
export function inboxSend(doors: Doors, { token }: Pick<SandboxConfig, 'token'>): SendRequest {
  return async (path, init) => {
    if (doors.inbox === undefined) return fetch(doors.inboxUrl + path, init)
    const own = {
      ...init,
      headers: { ...credentialsOf(token), ...Object.fromEntries(new Headers(init?.headers)) },
    }
    return doors.inbox.app.request(path, own)
  }
}
