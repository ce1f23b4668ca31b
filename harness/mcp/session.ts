// One assistant's session: the copies of a world that it may work on. The world that it was copied of is never touched.
import { SandboxError } from '../../mocks/kit/sandbox-error.ts'
import type { ForkOptions } from '../sandbox-world.ts'
import type { Copies, Copy } from './copies.ts'

export interface SessionOptions {
  copies: Copies
  /** The world that is copied. */
  from: string
  /** Where files may be read, for who runs on the same machine; without it none is. */
  folder?: string | undefined
  /** Whether calls come one after the other over a connection, or each for itself. */
  lasts: 'a connection' | 'a call'
}

/** Nobody works on a copy that was not asked for so long. */
const TTL = '2h'

export class Session {
  readonly folder: string | undefined
  /** What was imported, as it came, by the scenario's name: what nobody changes is exported from it. */
  readonly sources = new Map<string, unknown>()
  readonly #options: SessionOptions
  readonly #own: Set<string>
  #first: Promise<Copy> | undefined

  /** `own`: the copies that may be worked on, shared by calls that have no connection. */
  constructor(options: SessionOptions, own = new Set<string>()) {
    this.#options = options
    this.#own = own
    this.folder = options.folder
  }

  /** The copy of this id, or the session's first, which is made when it is wanted. */
  copy(id?: string): Promise<Copy> {
    if (id !== undefined) return Promise.resolve(this.#named(id))
    if (this.#options.lasts === 'a call') throw noWorld()
    return this.first()
  }

  first(): Promise<Copy> {
    return this.#first ?? this.begin()
  }

  /** A new copy, which is the session's first from here. */
  begin(options: ForkOptions = {}): Promise<Copy> {
    const begun = this.fork(this.#options.from, options)
    this.#first = begun
    begun.catch(() => {
      if (this.#first === begun) this.#first = undefined
    })
    return begun
  }

  async fork(from: string, options: ForkOptions = {}): Promise<Copy> {
    const { copies } = this.#options
    const { id } = await copies.create({ ttl: TTL, ...options, from })
    this.#own.add(id)
    return copies.get(id)
  }

  list(): readonly string[] {
    return [...this.#own]
  }

  async endCopy(id: string): Promise<void> {
    this.#named(id)
    this.#own.delete(id)
    if ((await this.#first)?.id === id) this.#first = undefined
    await this.#options.copies.end(id)
  }

  async end(): Promise<void> {
    await this.#first?.catch(() => {})
    await Promise.all(this.list().map(id => this.#options.copies.end(id)))
    this.#own.clear()
  }

  #named(id: string): Copy {
    if (!this.#own.has(id)) throw notYours(id, this.list())
    return this.#options.copies.get(id)
  }
}

const noWorld = (): SandboxError =>
  new SandboxError('no-world', 'Cannot tell which world is meant: this connection keeps no session.', {
    remedy: 'Call start, and give the world that it answers with every call.',
  })

const notYours = (id: string, own: readonly string[]): SandboxError =>
  new SandboxError(
    'unknown-world',
    `Cannot work on the world ${JSON.stringify(id)}: it is none of this session's.`,
    { remedy: own.length === 0 ? 'Leave it out, or call start.' : `Use one of: ${own.join(', ')}.` },
  )
