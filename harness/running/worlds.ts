// The worlds of one server: the first, and those that were forked of one of them.
import { SandboxError } from '../../mocks/kit/sandbox-error.ts'
import { durationToMs } from '../../mocks/kit/time/duration.ts'
import type { Neighbours, NewWorld, World } from '../control-api/worlds/world.ts'
import { Guests, type NewGuest, REMEMBERED } from '../data/guests.ts'
import type { FirstData } from '../data/open-data.ts'
import type { KeptWorld } from '../data/place.ts'
import type { Timer } from '../doors/timer.ts'
import type { InboxRoom } from '../inbox/room.ts'
import { definitionOf, type ReadWorld } from '../world/definition.ts'
import { FIRST } from './address.ts'
import { expectRoom } from './room-for-worlds.ts'
import { loadedWorld, type Plot, type RunningWorld, worldGoingOn } from './running-world.ts'
import type { Street } from './street.ts'
import { Tenancy } from './tenancy.ts'
import { wayOfMails } from './way-of-mails.ts'
import { unknownWorld } from './world-refusal.ts'

interface Resident {
  id: string
  from: string
  ttl: string | undefined
  world: RunningWorld
  tenancy: Tenancy
  /** By who has it in hand, in this process: it is not put away. */
  isHeld: boolean
  /** Counts up with each request. */
  used: number
}

/** What the first world is, and where all are kept. */
interface Beginning {
  read: ReadWorld
  data: FirstData | undefined
}

/** A world that moves in: a fork of another, or one that was kept. */
interface Settler extends NewGuest {
  plot: Pick<Plot, 'origin' | 'from' | 'seed' | 'data'>
}

export class Worlds implements Neighbours {
  readonly first: RunningWorld
  readonly #street: Street
  readonly #timer: Timer
  readonly #guests: Guests | undefined
  readonly #residents = new Map<string, Resident>()
  /** Also those that are being made, and those that are on the disk. */
  readonly #names = new Set<string>([FIRST])
  readonly #ended = new Map<string, string>()
  #isClosed = false
  #last = 0
  #uses = 0

  static async begin(street: Street, { read, data }: Beginning, timer: Timer): Promise<Worlds> {
    const first = await loadedWorld(street, { id: FIRST, origin: { read }, data, over: own => own })
    return new Worlds(street, { first, guests: data && new Guests(data.folder) }, timer)
  }

  private constructor(
    street: Street,
    { first, guests }: { first: RunningWorld; guests: Guests | undefined },
    timer: Timer,
  ) {
    this.#street = street
    this.first = first
    this.#timer = timer
    this.#guests = guests
    for (const [id, why] of guests?.ended ?? []) this.#ended.set(id, why)
    const asleep = guests?.asleep() ?? []
    for (const { id } of asleep) this.#names.add(id)
    this.#last = lastCounted([...this.#names, ...this.#ended.keys()])
    // Its time runs.
    for (const { id, ttl } of asleep) if (ttl !== undefined) this.#awake(id)
  }

  /** For whoever keeps it in hand. */
  get(id: string): RunningWorld {
    const resident = this.#awake(id)
    if (resident !== undefined) resident.isHeld = true
    return this.find(id)
  }

  /** For one request. */
  find(id: string): RunningWorld {
    if (id === FIRST) return this.first
    const resident = this.#awake(id)
    if (resident === undefined) throw unknownWorld(id, this.#ended.get(id))
    resident.used = ++this.#uses
    return resident.world
  }

  list(): World[] {
    // In the order in which they were made. To describe one may put another away.
    const others = [...this.#names].flatMap(id => {
      const resident = this.#awake(id)
      return resident === undefined ? [] : [described(resident.world, resident)]
    })
    return [described(this.first), ...others]
  }

  /** Whose mails somebody sends who logs in by this name; nobody's where that world is no more. */
  roomOf(username: string): InboxRoom | undefined {
    const world = this.#awake(username)?.world
    if (world === undefined && this.#ended.has(username)) return undefined
    return (world ?? this.first).room
  }

  async create({ name, seed, ttl, from }: NewWorld & { from: string }): Promise<World> {
    if (ttl !== undefined) lengthOf(ttl)
    const source = this.find(from)
    const id = this.#reserve(name)
    try {
      const plot = {
        origin: source.origin(),
        from: source,
        seed,
        data: this.#guests?.settle({ id, from, ttl }),
      }
      const resident = this.#moveIn({ id, from, ttl, plot })
      await this.#expectKept(resident)
      this.#ended.delete(id)
      await this.#openWay(resident.world)
      if (this.#isClosed) await this.#remove(id, 'the sandbox was stopped')
      this.#putIdleAway()
      return described(resident.world, resident)
    } catch (error) {
      this.#names.delete(id)
      if (name === undefined) this.#last--
      throw error
    }
  }

  #moveIn({ id, from, ttl, plot }: Settler): Resident {
    const onIdle = () =>
      void this.#remove(id, 'it was removed, for nobody had asked it for as long as its ttl')
    const ttlMs = ttl === undefined ? undefined : lengthOf(ttl)
    const tenancy = new Tenancy({ id, ttlMs, timer: this.#timer, onIdle })
    try {
      const over = (own: RunningWorld['answers']) => tenancy.over(own)
      const world = worldGoingOn(this.#street, { id, over, ...plot })
      const resident = { id, from, ttl, world, tenancy, isHeld: false, used: ++this.#uses }
      this.#residents.set(id, resident)
      return resident
    } catch (error) {
      tenancy.end('it could not be made')
      throw error
    }
  }

  /** One that is on the disk alone goes on from there. */
  #awake(id: string): Resident | undefined {
    const resident = this.#residents.get(id)
    const woken = resident === undefined && !this.#isClosed ? this.#guests?.wake(id) : undefined
    if (woken === undefined) return resident
    const { guest, data } = woken
    const { read, untouched } = this.first.origin()
    const why = whyNot(data.kept, read)
    if (why !== undefined) {
      this.#forget(id, why)
      return undefined
    }
    const plot = { origin: { read, untouched }, seed: data.kept?.saved.seed, data }
    const moved = this.#moveIn({ ...guest, plot })
    void this.#openWay(moved.world)
    this.#putIdleAway()
    return moved
  }

  async #openWay(world: RunningWorld): Promise<void> {
    const way = await wayOfMails(world, this.#street.config)
    if (way !== undefined) world.mail.use(way)
  }

  /** A world that cannot be kept is none. */
  async #expectKept({ id, world }: Resident): Promise<void> {
    const problem = world.problem()
    if (problem === undefined) return
    await this.#remove(id, 'it could not be kept')
    throw problem
  }

  /** Those that were not asked for the longest, until there are as many in memory as may be. */
  #putIdleAway(): void {
    const { worldsAwake } = this.#street.config
    const spare = this.#guests === undefined ? 0 : this.#residents.size - (worldsAwake ?? Infinity)
    if (spare <= 0) return
    const idle = [...this.#residents.values()].filter(one => one.used !== this.#uses && isIdle(one))
    for (const one of idle.toSorted((a, b) => a.used - b.used).slice(0, spare)) this.#putAway(one)
  }

  #putAway({ id, from, ttl, world, tenancy }: Resident): void {
    this.#residents.delete(id)
    tenancy.end('it is on the disk, and goes on when it is asked again')
    world.putAway()
    this.#guests?.putAway({ id, from, ttl })
  }

  async delete(id: string): Promise<void> {
    if (id === FIRST) throw cannotDeleteFirst()
    this.find(id)
    await this.end(id)
  }

  /** The same of one that may be gone. */
  async end(id: string): Promise<void> {
    if (this.#awake(id) !== undefined) await this.#remove(id, 'it was deleted')
  }

  /** All beside the first; what is kept of them stays. */
  async close(): Promise<void> {
    this.#isClosed = true
    const ids = [...this.#residents.keys()]
    await Promise.all(ids.map(id => this.#remove(id, 'the sandbox was stopped')))
  }

  async #remove(id: string, why: string): Promise<void> {
    const resident = this.#residents.get(id)
    this.#residents.delete(id)
    resident?.tenancy.end(why)
    const ending = resident?.world.end()
    this.#forget(id, why)
    await ending
  }

  #forget(id: string, why: string): void {
    this.#names.delete(id)
    this.#ended.set(id, why)
    const [oldest] = this.#ended.keys()
    if (this.#ended.size > REMEMBERED && oldest !== undefined) this.#ended.delete(oldest)
    if (!this.#isClosed) this.#guests?.leave(id, why)
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

/** Counted ids go on where they were. */
const lastCounted = (ids: readonly string[]): number =>
  Math.max(0, ...ids.map(id => Number(/^fork-(\d{1,9})$/.exec(id)?.[1] ?? 0)))

const isIdle = ({ isHeld, tenancy, world }: Resident): boolean =>
  !isHeld && !tenancy.isAsked && !world.live().world.clock.isBusy() && world.problem() === undefined

/** Why what was kept of a world cannot go on. */
function whyNot(kept: KeptWorld | undefined, read: ReadWorld): string | undefined {
  if (kept === undefined) return 'it was being made when the sandbox was killed'
  if (kept.saved.definition === definitionOf(read)) return undefined
  return 'it was forked of another definition of the world'
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
