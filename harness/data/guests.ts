// The worlds beside the first in the folder of `--data`: which there are, and what was kept of one when somebody asks for it.
import type { DataFolder, Guest } from './folder.ts'
import type { Data } from './open-data.ts'

export type NewGuest = Omit<Guest, 'ended'>

/** Of so many it is remembered why they are no more. */
export const REMEMBERED = 10_000

export class Guests {
  readonly #folder: DataFolder
  /** They are on the disk alone. */
  readonly #asleep: Map<string, Guest>
  readonly ended: ReadonlyMap<string, string>

  constructor(folder: DataFolder) {
    this.#folder = folder
    const all = folder.guests()
    this.#asleep = new Map(all.filter(({ ended }) => ended === undefined).map(guest => [guest.id, guest]))
    this.ended = new Map(all.flatMap(({ id, ended }) => (ended === undefined ? [] : [[id, ended]])))
  }

  asleep(): readonly Guest[] {
    return [...this.#asleep.values()]
  }

  /** For a world that is made now. */
  settle(guest: NewGuest): Data {
    this.#folder.settle(guest)
    return { place: this.#folder.place(guest.id), kept: undefined }
  }

  /** It is asleep no longer; undefined when it was not. Nothing is kept of one whose making a kill came into. */
  wake(id: string): { guest: Guest; data: Data } | undefined {
    const guest = this.#asleep.get(id)
    if (guest === undefined) return undefined
    this.#asleep.delete(id)
    const place = this.#folder.place(id)
    return { guest, data: { place, kept: place.read() } }
  }

  putAway(guest: NewGuest): void {
    this.#asleep.set(guest.id, { ...guest, ended: undefined })
  }

  leave(id: string, why: string): void {
    this.#folder.leave(id, why, REMEMBERED)
  }
}
