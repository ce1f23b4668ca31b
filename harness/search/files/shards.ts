// A part of a search as a file, and all parts as one report: the same as if one process had done the whole.
import { z } from 'zod'
import { SandboxError } from '../../../mocks/kit/sandbox-error.ts'
import { shortestBroken } from '../findings/counterexamples.ts'
import type { Finding } from '../findings/finding.ts'
import type { State } from '../findings/judge.ts'
import type { Report } from '../findings/report.ts'
import { countsOf, stateOfEach } from '../findings/summed-up.ts'
import type { Shard } from '../schedules/explore.ts'
import { type Schedule, scheduleText } from '../schedules/point.ts'
import type { Judged } from '../schedules/schedules.ts'
import type { Found } from '../search.ts'
import { readOwnFile } from './read-own-file.ts'

const LETTERS: Record<State, string> = { held: 'h', broken: 'b', 'never-reached': 'n' }
const STATES = new Map(Object.entries(LETTERS).map(([state, letter]) => [letter, state as State]))

const fileSchema = z.strictObject({
  format: z.literal(1),
  shard: z.strictObject({ index: z.int().min(1), count: z.int().min(1) }),
  /** What was asked for; alike in all parts. */
  asked: z.string(),
  report: z.looseObject({ invariants: z.array(z.looseObject({ name: z.string(), says: z.string() })) }),
  judged: z.array(
    z.tuple([
      z.array(z.strictObject({ at: z.string(), fault: z.string() })),
      z.string(),
      z.string(),
      z.number(),
    ]),
  ),
})

type ShardFile = z.output<typeof fileSchema>

export function shardText({ report, judged, units }: Found, shard: Shard, asked: string): string {
  const rows = judged.map(({ schedule, verdicts, key }) => [
    schedule,
    [...verdicts.values()].map(({ state }) => LETTERS[state]).join(''),
    key,
    unitOf(schedule, units),
  ])
  return `${JSON.stringify({ format: 1, shard, asked, report, judged: rows })}\n`
}

/** That nothing is disturbed comes last, as in a whole search. */
const unitOf = ([first]: Schedule, units: ReadonlyMap<string, number>): number =>
  first === undefined ? units.size : (units.get(scheduleText([first])) ?? 0)

/** Throws SandboxError `invalid-shards`. */
export async function mergeShards(paths: readonly string[]): Promise<Report> {
  const files = await Promise.all(paths.map(readShard))
  const [first] = files
  if (first === undefined) throw refused('no file is named')
  const stranger = files.find(({ asked }) => asked !== first.asked)
  if (stranger !== undefined) throw refused('they are parts of different searches')
  const missing = missingOf(files)
  if (missing !== undefined) throw refused(`part ${missing} of ${first.shard.count} is missing`)
  return merged(files, first)
}

function missingOf(files: readonly ShardFile[]): number | undefined {
  const there = new Set(files.map(({ shard }) => shard.index))
  const count = files[0]?.shard.count ?? 0
  return Array.from({ length: count }, (_, index) => index + 1).find(index => !there.has(index))
}

function merged(files: readonly ShardFile[], first: ShardFile): Report {
  const { invariants } = first.report
  const rows = files.flatMap(({ judged }) => judged).toSorted((a, b) => a[3] - b[3])
  const all = rows.map(([schedule, letters, key]): Judged => {
    const states = invariants.map(({ name }, at) => {
      const state = STATES.get(letters[at] ?? '') ?? 'never-reached'
      return [name, { state, broken: [] }] as const
    })
    return { schedule, key, verdicts: new Map(states) }
  })
  const judged = [...new Map(all.map(one => [scheduleText(one.schedule), one])).values()]
  const reports = files.map(({ report }) => report as unknown as Report)
  const found = new Map(
    reports
      .flatMap(({ findings }) => findings.filter(finding => finding.case === undefined))
      .map(one => [nameOf(one), one]),
  )
  const judges = invariants.map(({ name, says }) => ({
    name,
    says,
    judge: () => ({ isReached: false, broken: [] }),
  }))
  const findings = shortestBroken(judged, judges).flatMap(({ invariant, schedule, alike }) => {
    const finding = found.get(nameOf({ invariant: invariant.name, schedule }))
    return finding === undefined ? [] : [{ ...finding, alike }]
  })
  // Every part has run all of them.
  const ofCases = (reports[0] as Report).findings.filter(finding => finding.case !== undefined)
  return {
    ...(reports[0] as Report),
    ...countsOf(judged),
    isWhole: reports.every(({ isWhole }) => isWhole),
    invariants: stateOfEach(judged, judges).map(one =>
      ofCases.some(({ invariant }) => invariant === one.name) ? { ...one, state: 'broken' as const } : one,
    ),
    findings: [...findings, ...ofCases].toSorted((a, b) => a.schedule.length - b.schedule.length),
  }
}

const nameOf = ({ invariant, schedule }: Pick<Finding, 'invariant' | 'schedule'>): string =>
  `${invariant}: ${scheduleText(schedule)}`

const readShard = (path: string): Promise<ShardFile> =>
  readOwnFile(path, fileSchema, { otherwise: 'is no part of a search', refused })

const refused = (reason: string): SandboxError =>
  new SandboxError('invalid-shards', `Cannot merge: ${reason}.`, {
    remedy: 'Name every file that "search --shard i/n" of one search has written.',
  })
