// Whose answer a request gets: its address is taken off, and what is behind sees the path as the vendor has it.
import type { IncomingMessage } from 'node:http'
import { getPath } from 'hono/utils/url'
import { CAUSED_BY_HEADER } from '../../mocks/kit/record-requests.ts'
import { SandboxError } from '../../mocks/kit/sandbox-error.ts'
import { addressOf, isAddressed, WORLD_HEADER } from './address.ts'
import type { Answers } from './answers.ts'
import type { RunningWorld } from './running-world.ts'
import { refusal, twoWorlds, unknownWorld } from './world-refusal.ts'
import type { Worlds } from './worlds.ts'

/** What of a world is behind a door. */
type Side = (world: RunningWorld) => Answers

export class Crossroads {
  readonly #worlds: Worlds
  readonly #side: Side
  /** Whose world was found when its request came in, until it is asked for an answer. */
  readonly #found = new WeakMap<IncomingMessage, Answers>()

  constructor(worlds: Worlds, side: Side) {
    this.#worlds = worlds
    this.#side = side
  }

  /** Of a request to a port, before anything else reads its path; undefined when it is the first world's. */
  visit(incoming: IncomingMessage): RunningWorld | SandboxError | undefined {
    const { url = '/', headers } = incoming
    const header = headers[WORLD_HEADER]
    if (header === undefined && !isAddressed(url)) return undefined
    const found = this.#find(url, header === undefined ? undefined : String(header))
    if (found instanceof SandboxError) {
      this.#found.set(incoming, { fetch: () => refusal(found) })
      return found
    }
    incoming.url = found.rest
    this.#found.set(incoming, this.#side(found.world))
    return found.world
  }

  readonly express: NonNullable<Answers['express']> = (incoming, outgoing) => {
    const visited = this.visit(incoming)
    if (visited instanceof SandboxError) return false
    return this.#side(visited ?? this.#worlds.first).express?.(incoming, outgoing) ?? false
  }

  readonly fetch = (request: Request, env: unknown): Response | Promise<Response> => {
    const { incoming } = env as { incoming?: IncomingMessage }
    const found = incoming === undefined ? undefined : this.#found.get(incoming)
    if (found !== undefined) return found.fetch(request, env)
    const header = incoming === undefined ? request.headers.get(WORLD_HEADER) : null
    if (header === null && !isAddressed(getPath(request)))
      return this.#side(this.#worlds.first).fetch(request, env)
    return this.#fetchBehind(request, { env, header: header ?? undefined })
  }

  #fetchBehind(
    request: Request,
    { env, header }: { env: unknown; header: string | undefined },
  ): Response | Promise<Response> {
    const { origin, pathname, search } = new URL(request.url)
    const found = this.#find(pathname + search, header)
    if (found instanceof SandboxError) return refusal(found)
    const forwarded = new Request(origin + found.rest, request)
    // What led to it stands in another world's journal.
    forwarded.headers.delete(CAUSED_BY_HEADER)
    return this.#side(found.world).fetch(forwarded, env)
  }

  #find(path: string, header: string | undefined): { world: RunningWorld; rest: string } | SandboxError {
    const address = addressOf(path)
    const id = address?.id ?? header ?? ''
    if (address !== undefined && header !== undefined && header !== id) return twoWorlds(id, header)
    const rest = address?.rest ?? path
    if (isAddressed(rest) && address !== undefined) return unknownWorld(rest, 'no world is inside another')
    try {
      return { world: this.#worlds.find(id), rest }
    } catch (error) {
      if (error instanceof SandboxError) return error
      throw error
    }
  }
}
