// Inboxes for the conformance suite: the embedded one, and a real Mailpit where this machine has one.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { startInbox } from '../../harness/inbox/index.ts'
import { Chance } from '../../mocks/kit/chance.ts'

export interface RunningInbox {
  url: string
  smtpUrl: string
  stop(): Promise<void>
}

export interface InboxProvider {
  name: string
  /** Why it cannot run here. */
  missing?: string
  start(): Promise<RunningInbox>
}

export const embeddedInbox: InboxProvider = {
  name: 'embedded inbox',
  start: () => {
    const ids = new Chance('inbox')
    return startInbox({ httpPort: 0, smtpPort: 0, now: Date.now, newId: () => ids.text(22) })
  },
}

/** MAILPIT_URL + MAILPIT_SMTP_URL, else a binary: MAILPIT_BINARY, `mailpit` on PATH, or where `go install` puts it. */
export function realMailpit(): InboxProvider {
  const name = 'real Mailpit'
  const { MAILPIT_URL: url, MAILPIT_SMTP_URL: smtpUrl } = process.env
  if (url !== undefined && smtpUrl !== undefined) {
    return { name, start: async () => ({ url, smtpUrl, stop: async () => {} }) }
  }
  const binary = mailpitBinary()
  if (binary === undefined) {
    const missing = 'no mailpit binary (MAILPIT_BINARY, PATH, GOPATH/bin) and no MAILPIT_URL'
    return { name, missing, start: () => Promise.reject(new Error(missing)) }
  }
  return { name, start: () => startMailpit(binary) }
}

function mailpitBinary(): string | undefined {
  const { MAILPIT_BINARY: given, PATH = '', HOME = '', GOPATH = join(HOME, 'go') } = process.env
  if (given !== undefined) return given
  return [...PATH.split(':'), join(GOPATH, 'bin')]
    .map(folder => join(folder, 'mailpit'))
    .find(file => existsSync(file))
}

async function startMailpit(binary: string, attempts = 5): Promise<RunningInbox> {
  if (attempts === 0) throw new Error(`${binary} ended before it was ready, again and again`)
  const [http, smtp] = [await freePort(), await freePort()]
  const child = spawn(binary, [], {
    stdio: 'ignore',
    env: {
      MP_UI_BIND_ADDR: `127.0.0.1:${http}`,
      MP_SMTP_BIND_ADDR: `127.0.0.1:${smtp}`,
      MP_DISABLE_VERSION_CHECK: 'true',
      MP_SMTP_DISABLE_RDNS: 'true',
      MP_SMTP_AUTH_ACCEPT_ANY: 'true',
      MP_SMTP_AUTH_ALLOW_INSECURE: 'true',
    },
  })
  const exited = new Promise<void>(done => child.once('error', () => done()).once('exit', () => done()))
  const url = `http://127.0.0.1:${http}`
  // It ends where somebody else has got the free port in the meantime.
  if (!(await isReady(child, `${url}/readyz`))) return startMailpit(binary, attempts - 1)
  return {
    url,
    smtpUrl: `smtp://127.0.0.1:${smtp}`,
    stop: async () => {
      child.kill()
      await exited
    },
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  return port
}

/** For as long as it takes: a loaded machine is slow, and whoever waits has a time-out of their own. */
async function isReady(child: ChildProcess, url: string): Promise<boolean> {
  while (child.exitCode === null) {
    if ((await fetch(url).catch(() => undefined))?.ok) return child.exitCode === null
    await pause(20)
  }
  return false
}
