// `search [options]`: every fault of a journey, tried. 0 nothing broken, 1 a broken invariant, 2 it cannot be searched.
import { join, relative } from 'node:path'
import { SandboxError } from '../../../mocks/kit/sandbox-error.ts'
import { stopwatch } from '../../../mocks/kit/time/clock.ts'
import { FAULTS } from '../../search/faults/index.ts'
import { replayOf, writeCounterexamples } from '../../search/files/files.ts'
import { mergeShards, shardText } from '../../search/files/shards.ts'
import { testText } from '../../search/files/test-text.ts'
import { reportText } from '../../search/files/text.ts'
import { junitOf, pageOf, sarifOf } from '../../search/files/written-reports.ts'
import { isBroken, type Report } from '../../search/findings/report.ts'
import { chosenInvariants } from '../../search/invariants/chosen-invariants.ts'
import { isOwn } from '../../search/invariants/define-invariant.ts'
import { budgetOf } from '../../search/schedules/budget.ts'
import type { Shard } from '../../search/schedules/explore.ts'
import { type Found, search as searchWorld } from '../../search/search.ts'
import { readWorld, TUTORIAL_WORLD } from '../../world/definition.ts'
import { demandWritable, reportFolder, writeReport } from '../output/written-report.ts'
import type { Terminal } from '../terminal.ts'
import { readArguments, type SearchArguments } from './search-options.ts'
import { replayFile } from './search-replay.ts'

export async function search(args: readonly string[], terminal: Terminal): Promise<number> {
  try {
    const asked = readArguments(args, terminal.env)
    const { world, json } = asked.config
    if (asked.replay !== undefined) return await replayFile(asked.replay, { world, json }, terminal)
    if (asked.merge !== undefined) return await tellMerged(asked.merge, asked, terminal)
    return await searchAndTell(asked, terminal)
  } catch (error) {
    if (!(error instanceof SandboxError)) throw error
    terminal.complain(error.message)
    return 2
  }
}

async function searchAndTell(asked: SearchArguments, terminal: Terminal): Promise<number> {
  const { config, depth, customers, cases, scenario, faults } = asked
  const { seed } = config
  const budget = budgetOf(asked.budget)
  const invariants = await chosenInvariants(asked.invariants)
  const read = await readWorld(config.world ?? TUTORIAL_WORLD)
  for (const path of [config.junit, config.report, asked.sarif])
    if (path !== undefined) await demandWritable(path)
  const progress = new Progress(asked, terminal)
  let isEnded = false
  void terminal.ending().then(() => {
    isEnded = true
  })
  if (config.json)
    terminal.say(
      JSON.stringify(
        planOf(
          asked,
          invariants.map(({ name }) => name),
        ),
      ),
    )
  const found = await searchWorld({
    read,
    seed,
    scenario,
    faults,
    depth,
    customers,
    cases,
    invariants,
    shard: asked.shard,
    isExact: invariants.some(isOwn),
    goesOn: runs => {
      progress.tell(runs)
      return !isEnded && budget(runs)
    },
  })
  const { report } = found
  await tell(report, asked, terminal)
  if (asked.shard !== undefined) await writeShard(found, asked.shard, asked)
  return isBroken(report) ? 1 : 0
}

async function tellMerged(
  paths: readonly string[],
  asked: SearchArguments,
  terminal: Terminal,
): Promise<number> {
  const report = await mergeShards(paths)
  await tell(report, asked, terminal)
  return isBroken(report) ? 1 : 0
}

/** Into the folder of `--out`, or here. */
async function writeShard(found: Found, shard: Shard, asked: SearchArguments): Promise<void> {
  const { config, scenario, faults, invariants, depth, customers, cases, out = '.' } = asked
  const whole = JSON.stringify([
    ...[config.world, config.seed, scenario, faults, invariants],
    ...[depth, customers, cases],
  ])
  await reportFolder(out)
  await writeReport(join(out, `search-${shard.index}-of-${shard.count}.json`), shardText(found, shard, whole))
}

async function tell(report: Report, asked: SearchArguments, { say }: Terminal): Promise<void> {
  const { config, scenario, out, test } = asked
  const world = config.world === undefined ? 'tutorial' : relative('.', config.world) || config.world
  const searched = { world, seed: config.seed, scenario }
  if (config.json) {
    for (const finding of report.findings) {
      const replay = replayOf(finding, searched)
      say(JSON.stringify({ type: 'finding', ...finding, replay, test: testText(replay, test) }))
    }
    const { findings: _, ...summary } = report
    say(JSON.stringify({ type: 'summary', ...summary }))
  } else say(reportText(report))
  if (config.junit !== undefined) await writeReport(config.junit, junitOf(report))
  if (config.report !== undefined) await writeReport(config.report, pageOf(report))
  if (asked.sarif !== undefined) await writeReport(asked.sarif, sarifOf(report))
  if (out === undefined) return
  const paths = await writeCounterexamples(report, { ...searched, out, test })
  if (!config.json) say(['', ...paths.map(path => `  ${path}`)].join('\n'))
}

const planOf = (
  { config, depth, customers, cases, faults, scenario }: SearchArguments,
  invariants: readonly string[],
) => ({
  type: 'plan',
  world: config.world ?? 'tutorial',
  scenario,
  depth,
  customers,
  cases,
  faults: faults ?? FAULTS.map(({ name, kind }) => `${kind}:${name}`),
  invariants,
})

/** A line a second at most, beside what is found. */
class Progress {
  readonly #terminal: Terminal
  readonly #json: boolean
  #toldAt = stopwatch()

  constructor({ config }: SearchArguments, terminal: Terminal) {
    this.#terminal = terminal
    this.#json = config.json
  }

  tell(run: number): void {
    if (stopwatch() - this.#toldAt < 1_000) return
    this.#toldAt = stopwatch()
    if (this.#json) this.#terminal.say(JSON.stringify({ type: 'progress', run }))
    else this.#terminal.complain(`${run} run`)
  }
}
