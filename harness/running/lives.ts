// The lives of one world, one after the other, and the mails that belong to each: what a reset, a snapshot and another definition do.
import { invariant } from '../../mocks/kit/invariant.ts'
import { SandboxError } from '../../mocks/kit/sandbox-error.ts'
import type { StateImage } from '../../mocks/kit/state.ts'
import type { InboxRoom } from '../inbox/room.ts'
import type { Live } from '../life.ts'
import { readSnapshot, takeImage, takeSnapshot } from '../snapshot.ts'
import type { ReadWorld } from '../world/definition.ts'
import type { Beginnings } from './beginnings.ts'

/** What a world begins with: its definition, and where it is a fork what the other world holds, and held when it was loaded. */
export interface Origin {
  read: ReadWorld
  image?: StateImage | undefined
  untouched?: StateImage | undefined
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
  #read: ReadWorld
  /** As it was loaded, without what came since. */
  #untouched: StateImage | undefined
  #life: Live
  #room: InboxRoom | undefined
  #around: Around | undefined

  static async begin(beginnings: Beginnings, origin: Origin): Promise<Lives> {
    const { read, image } = origin
    const life = image === undefined ? await beginnings.loaded(read) : beginnings.goingOn(read, image)
    return new Lives(life, beginnings, origin)
  }

  private constructor(life: Live, beginnings: Beginnings, { read, image, untouched }: Origin) {
    this.#life = life
    this.#beginnings = beginnings
    this.#read = read
    this.#image = image
    this.#untouched = untouched
  }

  get now(): Live {
    return this.#life
  }

  /** For another world that begins as this one did. */
  get origin(): Origin {
    return { read: this.#read, untouched: this.#untouched }
  }

  /** The mails of a world are part of what it keeps; `room` is undefined where a real Mailpit has them. */
  surround(room: InboxRoom | undefined, around: Around): void {
    this.#room = room
    this.#around = around
    this.#withMails(this.#life)
    this.#untouched ??= takeImage(this.#life)
    if (this.#image !== undefined) room?.kept.restore(this.#image.inbox as StateImage)
    this.#image = undefined
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
  }

  image(): StateImage {
    return takeImage(this.#saved())
  }

  snapshot(): string {
    return takeSnapshot(this.#saved(), this.#read)
  }

  /** All or nothing: the life of before goes on when the saved one cannot be begun. */
  async restore(text: string): Promise<void> {
    const state = readSnapshot(text, this.#read)
    this.#saved()
    const next = this.#withMails(this.#beginnings.empty(this.#read))
    next.world.state.load(state)
    await this.#life.end()
    this.#life = next
    this.#around?.tell()
  }

  end(): Promise<void> {
    return this.#life.end()
  }

  async #goOnAs(next: Live): Promise<void> {
    this.#life = this.#withMails(next)
    this.#around?.tell()
    if (this.#room === undefined) await this.#around?.clearMails()
    else this.#room.kept.restore(this.#loaded().inbox as StateImage)
  }

  #loaded(): StateImage {
    invariant(this.#untouched !== undefined, 'a world is surrounded before it goes on')
    return this.#untouched
  }

  #withMails(life: Live): Live {
    if (this.#room !== undefined) life.world.state.keep('inbox', this.#room.kept)
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
