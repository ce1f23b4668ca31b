// How long a client may have to wait for the collector of garbage: the space for new things grows no further than this. Node lets it grow
// fourfold from there, and a collection then takes as much longer.
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8'

const MOST_BYTES = 16 * 2 ** 20
const LOOKS_EVERY_MS = 20

export function boundNewSpace(): void {
  const looks = setInterval(() => {
    if (newSpace() < MOST_BYTES) return
    // Read by V8 whenever it would grow.
    setFlagsFromString('--semi-space-growth-factor=1')
    clearInterval(looks)
  }, LOOKS_EVERY_MS).unref()
}

const newSpace = (): number =>
  getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space')?.space_size ?? 0
