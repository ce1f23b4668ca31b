// `referral-sandbox/worlds`: worlds of a server that runs in another process, for whoever's tests. One line opens a fresh one.
import { invariant } from '../mocks/kit/invariant.ts'
import { SandboxError } from '../mocks/kit/sandbox-error.ts'
import { createClient, type SendRequest } from './client.ts'
import { ownEnvironment } from './config.ts'
import type { World } from './control-api/worlds/world.ts'
import { credentialsOf } from './doors/guard.ts'
import { createInboxClient } from './inbox-client.ts'
import { addressOf, baseOf, FIRST } from './running/address.ts'
import { withCredentials } from './running/credentials.ts'
import type { ForkOptions, SandboxWorld } from './sandbox-world.ts'

export { SandboxError } from '../mocks/kit/sandbox-error.ts'
export type { ForkOptions, SandboxWorld } from './sandbox-world.ts'

export interface ServerOptions {
  /** Where a sandbox runs, or a world of it; unless told SANDBOX_URL, which `exec` sets, else where `start` listens. */
  url?: string | undefined
  /** What it was started with; SANDBOX_TOKEN unless told. */
  token?: string | undefined
}

const WHERE_START_LISTENS = 'http://127.0.0.1:4400'

/** Nobody asks a world of a test for so long but a process that is no more. */
const TTL = '1h'

/**
 * A world of its own on a server: a fork of what the server has just now, deleted when it is stopped.
 *
 * ```ts
 * await using world = await openWorld()
 * await world.startScenarios()
 * ```
 */
export async function openWorld({
  url,
  token,
  ...fork
}: ServerOptions & ForkOptions = {}): Promise<SandboxWorld> {
  const server = await connect({ url, token })
  return server.fork(fork)
}

/** The world that a URL leads to. It goes on when it is stopped here. */
export async function connect({ url, token }: ServerOptions = {}): Promise<SandboxWorld> {
  const env = ownEnvironment()
  const found = url ?? env.SANDBOX_URL ?? WHERE_START_LISTENS
  const server = { url: found.replace(/\/$/, ''), token: token ?? env.SANDBOX_TOKEN }
  const { worlds } = createClient(sendTo(server.url, server.token))
  const { worlds: all } = await worlds.list().catch(cause => {
    throw cause instanceof TypeError ? noServer(server.url, cause) : cause
  })
  const id = addressOf(new URL(server.url).pathname)?.id ?? FIRST
  const world = all.find(one => one.id === id)
  invariant(world !== undefined, 'a world that answers is among those of its server')
  return held(world, server, async () => {})
}

interface Server {
  url: string
  token: string | undefined
}

function held(world: World, { url, token }: Server, end: () => Promise<void>): SandboxWorld {
  const fetchHere = sendTo(url, token)
  const { ready: _, ...client } = createClient(fetchHere)
  const inboxUrl = seenFrom(url, world.inbox)
  const inboxFetch = mailsAt(inboxUrl, token)
  const environment = Object.entries(world.environment).map(([name, value]) => [name, seenFrom(url, value)])
  return {
    ...client,
    url,
    smtpUrl: seenFrom(url, world.smtp),
    fetch: fetchHere,
    inbox: createInboxClient(() => inboxUrl, inboxFetch, client.settle),
    inboxFetch,
    checkpoint: name => client.checkpoints.take(name),
    environment: () => Object.fromEntries(environment),
    async startScenarios() {
      for (const id of world.toStart) await client.scenarios.start(id)
    },
    async fork(options = {}) {
      const fork = await client.worlds.create({ ttl: TTL, ...options })
      const server = url.replace(/\/w\/[^/]+$/, '')
      const here = { url: `${server}${baseOf(fork.id)}`, token }
      return held(fork, here, () => client.worlds.delete(fork.id).then(() => {}, unlessGone))
    },
    stop: end,
    [Symbol.asyncDispose]: end,
  }
}

/** The inbox is the sandbox's own as a whole; of the other paths the vendors' have credentials of their own. */
const sendTo = (base: string, token: string | undefined): SendRequest =>
  withCredentials((path, init) => fetch(base + path, init), token)

const mailsAt =
  (base: string, token: string | undefined): SendRequest =>
  (path, init) =>
    fetch(base + path, {
      ...init,
      headers: { ...credentialsOf(token), ...Object.fromEntries(new Headers(init?.headers)) },
    })

function unlessGone(error: unknown): void {
  if (!(error instanceof SandboxError && error.code === 'unknown-world')) throw error
}

/** A server says its own address; who reached it by another name, as from a container, goes on with that. */
function seenFrom(url: string, said: string): string {
  const { protocol, hostname } = URL.parse(said) ?? {}
  if (hostname !== '127.0.0.1' || (protocol !== 'http:' && protocol !== 'smtp:')) return said
  return said.replace('127.0.0.1', new URL(url).hostname)
}

const noServer = (url: string, cause: unknown): SandboxError =>
  new SandboxError('no-server', `Cannot open a world: nobody answers at ${url}.`, {
    remedy: 'Run the tests by "referral-sandbox exec -- CMD", or say the url of a sandbox that runs.',
    cause,
  })
