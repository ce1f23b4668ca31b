// The worlds of one server: the first, and those that were forked of one of them.
import { SandboxError } from '../../mocks/kit/sandbox-error.ts'
import { durationToMs } from '../../mocks/kit/time/duration.ts'
import type { Neighbours, NewWorld, World } from '../control-api/world.ts'
import type { Data } from '../data/open-data.ts'
import type { Timer } from '../doors/timer.ts'
import type { InboxRoom } from '../inbox/room.ts'
import type { ReadWorld } from '../world/definition.ts'
import { FIRST } from './address.ts'
import { expectRoom } from './room-for-worlds.ts'
import { createRunningWorld, type RunningWorld } from './running-world.ts'
import type { Street } from './street.ts'
import { Tenancy } from './tenancy.ts'
import { wayOfMails } from './way-of-mails.ts'
import { unknownWorld } from './world-refusal.ts'

interface Resident {
  id: string
  from: string
  ttl: string | undefined
  world: RunningWorld
  end(why: string): Promise<void>
}

/** What the first world is, and where it is kept. */
interface Beginning {
  read: ReadWorld
  data: Data | undefined
}

interface Settler {
  from: RunningWorld
  seed: string | undefined
  ttl: string | undefined
  ttlMs: number | undefined
}

/** Of so many it is remembered why they are no more. */
const REMEMBERED = 10_000

export class Worlds implements Neighbours {
  readonly first: RunningWorld
  readonly #street: Street
  readonly #timer: Timer
  readonly #residents = new Map<string, Resident>()
  /** Those that are being made. */
  readonly #names = new Set<string>([FIRST])
  readonly #ended = new Map<string, string>()
  #isClosed = false
  #last = 0

  static async begin(street: Street, { read, data }: Beginning, timer: Timer): Promise<Worlds> {
    const first = await createRunningWorld(street, { id: FIRST, origin: { read }, data, over: own => own })
    return new Worlds(street, first, timer)
  }

  private constructor(street: Street, first: RunningWorld, timer: Timer) {
    this.#street = street
    this.first = first
    this.#timer = timer
  }

  get(id: string): RunningWorld {
    if (id === FIRST) return this.first
    const resident = this.#residents.get(id)
    if (resident === undefined) throw unknownWorld(id, this.#ended.get(id))
    return resident.world
  }

  list(): World[] {
    return [described(this.first), ...[...this.#residents.values()].map(one => described(one.world, one))]
  }

  /** Whose mails somebody sends who logs in by this name; nobody's where that world is no more. */
  roomOf(username: string): InboxRoom | undefined {
    if (this.#ended.has(username) && !this.#residents.has(username)) return undefined
    return (this.#residents.get(username)?.world ?? this.first).room
  }

  async create({ name, seed, ttl, from }: NewWorld & { from: string }): Promise<World> {
    const ttlMs = ttl === undefined ? undefined : lengthOf(ttl)
    const source = this.get(from)
    const id = this.#reserve(name)
    try {
      return await this.#settleIn(id, { seed, ttl, ttlMs, from: source })
    } catch (error) {
      this.#names.delete(id)
      if (name === undefined) this.#last--
      throw error
    }
  }

  async #settleIn(id: string, { from, seed, ttl, ttlMs }: Settler): Promise<World> {
    const onIdle = () =>
      void this.#remove(id, 'it was removed, for nobody had asked it for as long as its ttl')
    const tenancy = new Tenancy({ id, ttlMs, timer: this.#timer, onIdle })
    const over = (own: RunningWorld['answers']) => tenancy.over(own)
    const origin = from.origin()
    const world = await createRunningWorld(this.#street, { id, origin, over, from, seed }).catch(error => {
      tenancy.end('it could not be made')
      throw error
    })
    const end = (why: string) => {
      tenancy.end(why)
      return world.end()
    }
    const resident = { id, from: from.id, ttl, world, end }
    this.#residents.set(id, resident)
    this.#ended.delete(id)
    const way = await wayOfMails(world, this.#street.config)
    if (way !== undefined) world.mail.use(way)
    if (this.#isClosed) await this.#remove(id, 'the sandbox was stopped')
    return described(world, resident)
  }

  async delete(id: string): Promise<void> {
    if (id === FIRST) throw cannotDeleteFirst()
    this.get(id)
    await this.end(id)
  }

  /** The same of one that may be gone. */
  async end(id: string): Promise<void> {
    if (this.#residents.has(id)) await this.#remove(id, 'it was deleted')
  }

  /** All beside the first. */
  async close(): Promise<void> {
    this.#isClosed = true
    const ids = [...this.#residents.keys()]
    await Promise.all(ids.map(id => this.#remove(id, 'the sandbox was stopped')))
  }

  async #remove(id: string, why: string): Promise<void> {
    const resident = this.#residents.get(id)
    this.#residents.delete(id)
    this.#names.delete(id)
    this.#ended.set(id, why)
    const [oldest] = this.#ended.keys()
    if (this.#ended.size > REMEMBERED && oldest !== undefined) this.#ended.delete(oldest)
    await resident?.end(why)
  }

  #reserve(name: string | undefined): string {
    expectRoom(this.#names.size - 1, this.#street.config)
    const id = name ?? this.#nextName()
    if (this.#names.has(id)) throw exists(id)
    this.#names.add(id)
    return id
  }

  #nextName(): string {
    for (;;) {
      const id = `fork-${++this.#last}`
      if (!this.#names.has(id) && !this.#ended.has(id)) return id
    }
  }
}

/** What was not said of it is left out. */
const described = (world: RunningWorld, { from, ttl }: Partial<Resident> = {}): World => ({
  ...world.ready(),
  id: world.id,
  ...(from === undefined ? {} : { from }),
  seed: world.seed,
  ...(ttl === undefined ? {} : { ttl }),
  toStart: [...world.toStart()],
  environment: world.environment(),
})

function lengthOf(ttl: string): number {
  const ms = durationToMs(ttl)
  if (ms > 0) return ms
  throw new SandboxError(
    'invalid-duration',
    `Cannot make a world with the ttl ${JSON.stringify(ttl)}: it would be over at once.`,
    { remedy: 'Write for example "10m".' },
  )
}

const exists = (id: string): SandboxError =>
  new SandboxError(
    'world-exists',
    `Cannot make the world ${JSON.stringify(id)}: there is one of this name.`,
    {
      remedy: 'Choose another name, or leave it out.',
    },
  )

const cannotDeleteFirst = (): SandboxError =>
  new SandboxError('first-world', 'Cannot delete the first world: the sandbox was started with it.', {
    remedy: 'Stop the sandbox, or go back to the loaded world with POST /_sandbox/reset.',
  })
