// How a life of a world begins: loaded from its definition, empty for what another life held, or going on from what it held.
import type { StateImage } from '../../mocks/kit/state.ts'
import { createLife, emptyLife, type Live, type Surroundings } from '../life.ts'
import { takeImage } from '../snapshot.ts'
import type { ReadWorld } from '../world/definition.ts'
import type { Street } from './street.ts'

export interface Beginnings {
  loaded(read: ReadWorld): Promise<Live>
  empty(read: ReadWorld): Live
  goingOn(read: ReadWorld, image: StateImage): Live
}

export function beginningsOf({ config }: Street, seed: string, around: Surroundings): Beginnings {
  const empty = (read: ReadWorld) => emptyLife(read, { ...config, seed }, around)
  const goingOn = (read: ReadWorld, image: StateImage) => {
    const life = empty(read)
    life.world.state.restore(image)
    return life
  }
  return {
    empty,
    goingOn,
    /** With a seed of its own, the keys that the first draw gave are still those. */
    async loaded(read) {
      const loaded = await createLife(read, config, around)
      if (seed === config.seed) return loaded
      const reseeded = goingOn(read, takeImage(loaded))
      await loaded.end()
      return reseeded
    },
  }
}
