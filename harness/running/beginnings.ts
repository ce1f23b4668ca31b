// How a life of a world begins: loaded from its definition, empty for what was saved, or going on from what another life held.
import type { StateImage } from '../../mocks/kit/state.ts'
import { createLife, emptyLife, type Live, type Surroundings } from '../life.ts'
import type { ReadWorld } from '../world/definition.ts'
import type { Street } from './street.ts'

export interface Beginnings {
  loaded(read: ReadWorld): Promise<Live>
  empty(read: ReadWorld): Live
  goingOn(read: ReadWorld, image: StateImage): Live
}

/** With a seed of its own a world draws from that as soon as it goes on; keys and codes that were drawn before stay. */
export function beginningsOf({ config }: Street, seed: string, around: Surroundings): Beginnings {
  const empty = (read: ReadWorld) => emptyLife(read, { ...config, seed }, around)
  return {
    /** What a snapshot holds is put into it later, with its mails. */
    loaded: async read => (read.begins === undefined ? createLife(read, config, around) : empty(read)),
    empty,
    goingOn(read, image) {
      const life = empty(read)
      life.world.state.restore(image)
      return life
    },
  }
}
