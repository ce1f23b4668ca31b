// A second life that goes on from where another stands: what happens in one, the other does not see.
import { SandboxError } from '../../mocks/kit/sandbox-error.ts'
import type { Live } from '../life.ts'

/** Refused while something runs: what a job has half done is no state. `create` makes a life of the same definition. */
export async function forkLife(from: Live, create: () => Promise<Live>): Promise<Live> {
  if (from.world.clock.isBusy()) throw busy()
  const saved = from.world.state.save()
  const life = await create()
  const release = life.world.clock.hold(() => 'the fork that makes this world')
  try {
    await life.world.state.restore(saved)
  } finally {
    release()
  }
  return { ...life, toStart: from.toStart }
}

const busy = (): SandboxError =>
  new SandboxError('world-busy', 'Cannot fork a world: something runs in it.', {
    remedy: 'Wait for `settle` first, and fork none from inside a job.',
  })
