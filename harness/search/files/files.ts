// What a search leaves behind: for each counterexample a replay and a test.
import { basename, join, relative } from 'node:path'
import { reportFolder, writeReport } from '../../command-line/output/written-report.ts'
import type { Finding, Replay } from '../findings/finding.ts'
import type { Report } from '../findings/report.ts'
import { type Runner, testText } from './test-text.ts'

interface Searched {
  world: string
  seed: string
  scenario: string | undefined
}

export function replayOf(
  { invariant, because, schedule, customers, timeline, ...more }: Finding,
  { world, seed, scenario }: Searched,
): Replay {
  const named = scenario === undefined ? {} : { scenario }
  const varied = more.case === undefined ? {} : { case: more.case }
  return { format: 1, world, seed, ...named, invariant, because, schedule, ...varied, customers, timeline }
}

/** Answers the paths that were written, replay before test. */
export async function writeCounterexamples(
  { findings }: Report,
  { out, test, ...searched }: Searched & { out: string; test: Runner },
): Promise<string[]> {
  await reportFolder(out)
  const paths: string[] = []
  const counts = new Map<string, number>()
  for (const finding of findings) {
    const number = (counts.get(finding.invariant) ?? 0) + 1
    counts.set(finding.invariant, number)
    const path = join(out, `${finding.invariant}-${number}`)
    const replay = replayOf(finding, searched)
    await writeReport(`${path}.replay.json`, `${JSON.stringify(replay, null, 2)}\n`)
    await writeReport(`${path}.test.ts`, testText(replay, test))
    paths.push(`${path}.replay.json`, `${path}.test.ts`)
  }
  return paths.map(path => relative('.', path) || basename(path))
}
