// A whole world as one text, and back: everything that it keeps, what waits in it, and its mails. One of another definition is refused,
// and nothing changes.
import { SandboxError } from '../mocks/kit/sandbox-error.ts'
import type { StateImage } from '../mocks/kit/state.ts'
import type { DrivenClock } from '../mocks/kit/time/clock.ts'
import type { Live } from './life.ts'
import { definitionInPortions, definitionOf, type ReadWorld } from './world/definition.ts'
import { digest, refused, type SavedWorld, savedBytes, savedWorldIn } from './world/saved-world.ts'

/** All that it keeps. */
export function takeImage({ world }: Live): StateImage {
  refuseWhileBusy(world.clock)
  return world.state.image()
}

/** As it is now, in pieces. */
export async function takeSnapshot({ world }: Live, read: ReadWorld): Promise<Buffer[]> {
  refuseWhileBusy(world.clock)
  const stores = world.state.writings()
  return savedBytes({ seed: world.seed, definition: await definitionInPortions(read), stores })
}

/** What a saved world says of itself. */
export const savedOf = ({ world }: Pick<Live, 'world'>, read: ReadWorld): Omit<SavedWorld, 'definedAs'> => ({
  seed: world.seed,
  definition: definitionOf(read),
  stores: world.state.lines(),
})

export function readSnapshot(snapshot: string, read: ReadWorld): SavedWorld {
  const saved = savedWorldIn(snapshot)
  if (saved.definedAs === digest(definitionOf(read))) return saved
  throw refused(
    'it was taken of another world definition',
    'Start the sandbox with the world that it was taken of, or with the snapshot itself.',
  )
}

/** What a job has half done is no state. */
function refuseWhileBusy(clock: DrivenClock): void {
  if (!clock.isBusy()) return
  throw new SandboxError('world-busy', 'Cannot take a snapshot: something runs in this world.', {
    remedy: 'Wait for `settle` first, and take none from inside a job.',
  })
}
