// The statuses of a scenario and the moves between them. [D] scenarios-overview-screen.
import { SandboxError } from '../../kit/sandbox-error.ts'

export type Status = 'draft' | 'active' | 'finishing' | 'inactive' | 'finished'

/** A finishing scenario may be started again: what still runs goes on, and new customers enter. */
export function statusAfterStart(status: Status, name: string): Status {
  if (status !== 'active') return 'active'
  throw new SandboxError('wrong-status', `Cannot start the scenario ${JSON.stringify(name)}: it is active.`, {
    remedy: 'Stop it first.',
  })
}

/** Running tasks finish first, then it is inactive. */
export function statusAfterStop(status: Status, running: number, name: string): Status {
  if (status === 'draft') {
    throw new SandboxError(
      'wrong-status',
      `Cannot stop the scenario ${JSON.stringify(name)}: it is a draft and was never started.`,
      { remedy: 'Start it first.' },
    )
  }
  if (status === 'finished') return status
  return running > 0 ? 'finishing' : 'inactive'
}
