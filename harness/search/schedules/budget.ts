// How long a search may go on: so many runs, or so much of the platform's time; and a signal ends it too.
import { SandboxError } from '../../../mocks/kit/sandbox-error.ts'
import { stopwatch } from '../../../mocks/kit/time/clock.ts'
import { durationToMs } from '../../../mocks/kit/time/duration.ts'
import { durationText } from '../../../mocks/kit/time/time-schemas.ts'

/** Whether one more run may follow so many. */
export type Budget = (runs: number) => boolean

/** "1000" runs or "30 seconds"; throws SandboxError `invalid-option`. */
export function budgetOf(text: string | undefined): Budget {
  if (text === undefined) return () => true
  const most = Number(text)
  if (Number.isInteger(most) && most > 0) return runs => runs < most
  const { success, data } = durationText.safeParse(text)
  if (!success || durationToMs(data) <= 0) {
    const problem = `Cannot search with the budget ${JSON.stringify(text)}: it lets nothing run.`
    throw new SandboxError('invalid-option', problem, {
      remedy: 'Write a number of runs such as 1000, or a length such as "30 seconds".',
    })
  }
  const until = stopwatch() + durationToMs(data)
  return () => stopwatch() < until
}
