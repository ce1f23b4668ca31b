// `search --replay FILE`: a counterexample, run again. 1 while it is broken, 0 once it is mended, 2 when it cannot be run.
import { SandboxError } from '../../../mocks/kit/sandbox-error.ts'
import { readReplay, replay } from '../../search/files/replay.ts'
import { scheduleText } from '../../search/schedules/point.ts'
import { TUTORIAL_WORLD } from '../../world/definition.ts'
import type { Terminal } from '../terminal.ts'

/** `world`: in place of the one that the file names. */
export async function replayFile(
  path: string,
  { world, json }: { world: string | undefined; json: boolean },
  { say }: Terminal,
): Promise<number> {
  const { format: _, because, timeline: told, invariant, scenario, ...given } = await readReplay(path)
  const options = { ...given, world: world ?? (given.world === 'tutorial' ? TUTORIAL_WORLD : given.world) }
  const { states, timeline, missed } = await replay(
    scenario === undefined ? options : { ...options, scenario },
  )
  const state = states[invariant]
  if (state === undefined) {
    const problem = `Cannot replay: there is no invariant ${JSON.stringify(invariant)}.`
    throw new SandboxError('invalid-replay', problem, { remedy: 'Search again.' })
  }
  const isBroken = state === 'broken'
  const isSame = JSON.stringify(timeline) === JSON.stringify(told)
  const answer = { invariant, state, schedule: given.schedule, isSame, missed, timeline }
  if (json) say(JSON.stringify({ type: 'replay', ...answer }))
  else say([...timeline.map(line => `    ${line}`), verdictText(answer, because)].join('\n'))
  return isBroken ? 1 : 0
}

interface Answer {
  invariant: string
  state: string
  schedule: Parameters<typeof scheduleText>[0]
  /** The same to the byte as when it was found. */
  isSame: boolean
  missed: Parameters<typeof scheduleText>[0]
}

function verdictText({ invariant, state, schedule, isSame, missed }: Answer, because: string): string {
  if (state === 'broken') {
    const how = isSame ? 'as it was found' : 'by another story than the one that was found'
    return `✗ ${invariant} is still broken, ${how}: ${scheduleText(schedule)}: ${because}`
  }
  const never =
    missed.length === 0 ? '' : ` (the run never comes to ${missed.map(({ at }) => at).join(', ')})`
  return `${invariant} is no longer broken after ${scheduleText(schedule)}${never}`
}
