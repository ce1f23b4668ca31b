// A run as `run` and `diff` mean it: everything that the world starts, until nothing is due or up to an instant.
import { parseInstant } from '../mocks/kit/time/duration.ts'
import type { Sandbox } from './index.ts'

/** `until`: an instant, or a length of the world's time such as `30d`. */
export async function runToEnd(sandbox: Sandbox, until: string | undefined): Promise<void> {
  const { clock } = sandbox
  await sandbox.startScenarios()
  await sandbox.settle()
  if (until !== undefined)
    await (parseInstant(until) === undefined ? clock.advance(until) : clock.advanceTo(until))
}
