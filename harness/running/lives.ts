// The lives of one world, one after the other, and the mails that belong to each: what a reset, a snapshot and another definition do.
import { invariant } from '../../mocks/kit/invariant.ts'
import type { Part } from '../../mocks/kit/kept/part.ts'
import { SandboxError } from '../../mocks/kit/sandbox-error.ts'
import type { State, StateImage } from '../../mocks/kit/state.ts'
import { changesIn, Keeper } from '../data/keeper.ts'
import type { Data } from '../data/open-data.ts'
import type { KeptWorld } from '../data/place.ts'
import type { InboxRoom } from '../inbox/room.ts'
import type { Live } from '../life.ts'
import { readSnapshot, savedOf, takeImage, takeSnapshot } from '../snapshot.ts'
import type { ReadWorld } from '../world/definition.ts'
import type { Beginnings } from './beginnings.ts'
import { Checkpoints } from './checkpoints.ts'
import { lender } from './lender.ts'

/** What a world begins with: its definition, and where it is a fork what the other world holds, and held when it was loaded. */
export interface Origin {
  read: ReadWorld
  image?: StateImage | undefined
  untouched?: StateImage | undefined
  /** Where it is kept, and what was kept before. */
  data?: Data | undefined
}

/** Who has to know that another life begins. */
export interface Around {
  tell(): void
  clearMails(): Promise<void>
}

export class Lives {
  readonly #beginnings: Beginnings
  /** What it was forked of, until that is taken up whole. */
  #image: StateImage | undefined
  readonly #data: Data | undefined
  readonly #keeper: Keeper | undefined
  readonly checkpoints: Checkpoints
  #lend: (() => Part) | undefined
  #read: ReadWorld
  /** As it was loaded, without what came since. */
  #untouched: StateImage | undefined
  #life: Live
  #room: InboxRoom | undefined
  #around: Around | undefined

  /** Loaded from its definition. */
  static async begin(beginnings: Beginnings, origin: Origin): Promise<Lives> {
    return new Lives(await beginnings.loaded(origin.read), beginnings, origin)
  }

  /** What another world holds, or held before, is there already: a fork, also one that was kept. */
  static goOn(beginnings: Beginnings, origin: Origin): Lives {
    const { read, image } = origin
    const life = image === undefined ? beginnings.empty(read) : beginnings.goingOn(read, image)
    return new Lives(life, beginnings, origin)
  }

  private constructor(life: Live, beginnings: Beginnings, { read, image, untouched, data }: Origin) {
    this.#life = life
    this.#beginnings = beginnings
    this.#read = read
    this.#image = image
    this.#untouched = untouched
    this.#data = data
    this.#keeper = data && new Keeper(data.place, kept => savedOf(kept, this.#read))
    this.checkpoints = new Checkpoints({
      live: () => this.#life,
      image: () => this.image(),
      goOn: fill => this.#goOn(fill),
    })
  }

  get now(): Live {
    return this.#life
  }

  /** For another world that begins as this one did. */
  get origin(): Origin {
    return { read: this.#read, untouched: this.#untouched }
  }

  /** Why nothing more is taken: what was asked last could not be kept. */
  get problem(): SandboxError | undefined {
    return this.#keeper?.problem
  }

  /** Ids of the scenarios marked `start: true`; in a world that was saved, of those that were not started before. */
  get toStart(): readonly string[] {
    const { toStart, bloomreach } = this.#life
    if (this.#read.begins === undefined && this.#data?.kept === undefined) return toStart
    return toStart.filter(id => bloomreach.scenarios.get(id).status === 'draft')
  }

  /** The mails of a world are part of what it keeps; `room` is undefined where a real Mailpit has them. */
  surround(room: InboxRoom | undefined, around: Around): void {
    this.#room = room
    this.#lend = room && lender(room.kept)
    this.#around = around
    this.#withMails(this.#life)
    if (this.#image === undefined) this.#fillAsSaved()
    this.#untouched ??= takeImage(this.#life)
    if (this.#image !== undefined) room?.kept.restore(this.#image.inbox as StateImage)
    this.#image = undefined
    if (this.#data?.kept !== undefined) goOnAsKept(this.#life, this.#data.kept)
    this.#keeper?.keep(this.#life)
  }

  /** A fork of the world as it was loaded. */
  async reset(): Promise<void> {
    await this.#life.end()
    await this.#goOnAs(this.#beginnings.goingOn(this.#read, this.#loaded()))
  }

  /** One that cannot be loaded is refused, and the life of before goes on. */
  async replace(read: ReadWorld): Promise<void> {
    const next = await this.#beginnings.loaded(read)
    await this.#life.end()
    this.#read = read
    this.#untouched = { ...this.#loaded(), ...takeImage(next) }
    await this.#goOnAs(next)
    if (read.begins === undefined) return
    this.#fillAsSaved()
    this.#untouched = takeImage(this.#life)
    this.#keeper?.keep(this.#life)
  }

  image(): StateImage {
    return takeImage(this.#saved())
  }

  /** A snapshot, in pieces. */
  async snapshot(): Promise<Buffer[]> {
    return takeSnapshot(this.#saved(), this.#read)
  }

  /** All or nothing: the life of before goes on when the saved one cannot be begun. */
  async restore(text: string): Promise<void> {
    const { stores } = readSnapshot(text, this.#read)
    this.#saved()
    await this.#goOn(state => state.loadLines(stores))
    this.checkpoints.forget()
  }

  /** Nothing runs: all that changed is kept before anybody can ask for it again. */
  putAway(): void {
    this.#keeper?.close()
    void this.#life.end()
  }

  async end(): Promise<void> {
    await this.#life.end()
    this.#keeper?.close()
  }

  async #goOnAs(next: Live): Promise<void> {
    this.checkpoints.forget()
    this.#life = this.#withMails(next)
    this.#around?.tell()
    if (this.#room === undefined) await this.#around?.clearMails()
    else this.#room.kept.restore(this.#loaded().inbox as StateImage)
    this.#keeper?.keep(next)
  }

  /** In a life that holds what it is given, with its mails. */
  async #goOn(fill: (state: State) => void): Promise<void> {
    const next = this.#withMails(this.#beginnings.empty(this.#read))
    fill(next.world.state)
    const before = this.#life
    this.#life = next
    this.#keeper?.keep(next)
    await before.end()
    this.#around?.tell()
  }

  /** What a snapshot holds comes with its mails, so after those have a place. */
  #fillAsSaved(): void {
    if (this.#read.begins !== undefined) this.#life.world.state.loadLines(this.#read.begins.stores)
  }

  #loaded(): StateImage {
    invariant(this.#untouched !== undefined, 'a world is surrounded before it goes on')
    return this.#untouched
  }

  #withMails(life: Live): Live {
    if (this.#lend !== undefined) life.world.state.keep('inbox', this.#lend())
    return life
  }

  /** Mails that are elsewhere cannot be saved. */
  #saved(): Live {
    if (this.#room !== undefined) return this.#life
    throw new SandboxError(
      'inbox-elsewhere',
      'Cannot save this world: its mails are in a Mailpit of its own.',
      { remedy: 'Start it with the embedded inbox.' },
    )
  }
}

function goOnAsKept({ world }: Live, { saved: { stores }, log }: KeptWorld): void {
  world.state.loadLines(stores)
  for (const row of log) world.state.redo(changesIn(row))
}
