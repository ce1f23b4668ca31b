// Searches and checks: schedules a second of processor time, how many of them need not be run, and how long all that can be said of a
// world without running it takes. Processor time of all threads, so that what else runs on the machine does not count.
import { execFile } from 'node:child_process'
import { rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { checkFile } from '../../harness/check/check-file.ts'
import type { WorldDefinition } from '../../harness/index.ts'
import { INVARIANTS } from '../../harness/search/invariants/index.ts'
import { search } from '../../harness/search/search.ts'
import { readWorld, TUTORIAL_WORLD } from '../../harness/world/definition.ts'
import { codeNode, mailNode, scenario, shop } from '../support/shop.ts'
import { TWELVE_NODES } from '../support/twelve-nodes.ts'
import { coverageCost } from './coverage-cost.ts'
import { type BenchTable, type Spread, spread, spreadText, timed } from './measure.ts'

const WARM_UPS = 5
const REPEATS = 5

/** Seconds of the processor. */
async function worked(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1_000_000
}

async function repeated(work: () => Promise<unknown>): Promise<Spread> {
  for (let before = 0; before < WARM_UPS; before++) await work()
  const all: number[] = []
  for (let repeat = 0; repeat < REPEATS; repeat++) all.push(await worked(work))
  return spread(all)
}

async function row(what: string, world: string | WorldDefinition, customers: number) {
  const read = await readWorld(world)
  const asked = { read, seed: 'tutorial', depth: 2, customers, invariants: INVARIANTS }
  const { planned, run } = (await search(asked)).report
  const seconds = await repeated(() => search(asked))
  const { min, median, max } = seconds
  const perSecond = { min: planned / max, median: planned / median, max: planned / min }
  const pruned = Math.round(((planned - run) / planned) * 100)
  return [what, planned, `${pruned} %`, spreadText(seconds), spreadText(perSecond, 0)]
}

/** It ends with 1, for it finds something. */
async function wholeProcess(): Promise<Spread> {
  const command = () =>
    promisify(execFile)(process.execPath, ['bin/referral-sandbox.js', 'search']).catch(error => {
      if (error.code !== 1) throw error
    })
  const all: number[] = []
  for (let repeat = 0; repeat < 3; repeat++) all.push((await timed(command)) / 1_000)
  return spread(all)
}

const wait = { id: 2, type: 'wait', period: '1 minute' } as const

const HUNDRED = shop({
  people: ['ada'],
  scenarios: Array.from({ length: 100 }, (_, index) =>
    scenario(`Referral ${index}`, [
      { id: 1, type: 'now' },
      wait,
      codeNode(3),
      mailNode(4, 'Your code', '{{ webhook.code }}'),
    ]),
  ),
})

const [twelve] = TWELVE_NODES.bloomreach?.scenarios ?? []
const HUNDRED_OF_TWELVE: WorldDefinition = {
  ...TWELVE_NODES,
  bloomreach: {
    ...TWELVE_NODES.bloomreach,
    scenarios: Array.from({ length: 100 }, (_, index) => ({ ...twelve, name: `Referral ${index}` }) as never),
  },
}

async function checked(world: WorldDefinition): Promise<Spread> {
  const file = join(tmpdir(), `hundred-${process.pid}.world.yaml`)
  await writeFile(file, JSON.stringify(world, null, 1))
  try {
    const { min, median, max } = await repeated(() => checkFile(file))
    return { min: min * 1_000, median: median * 1_000, max: max * 1_000 }
  } finally {
    await rm(file)
  }
}

export async function benchSearch(): Promise<BenchTable[]> {
  return [
    {
      title: 'All singles and pairs of faults',
      columns: ['scenario', 'schedules', 'pruned', 'seconds of the processor', 'schedules a second of it'],
      rows: [
        await row('tutorial, one customer', TUTORIAL_WORLD, 1),
        await row('tutorial, four customers', TUTORIAL_WORLD, 4),
        await row('12 nodes, 3 webhooks, 2 mails, one customer', TWELVE_NODES, 1),
      ],
    },
    {
      title: 'Whole, and without a run',
      columns: ['what', 'median (min to max)', 'promise'],
      rows: [
        [
          'referral-sandbox search of the tutorial, four customers, whole process, seconds',
          spreadText(await wholeProcess()),
          'under 5 s',
        ],
        [
          'check of a world with 100 scenarios of 4 nodes, after start, milliseconds of the processor',
          spreadText(await checked(HUNDRED), 0),
          'under 300 ms',
        ],
        [
          'the same of scenarios of 12 nodes',
          spreadText(await checked(HUNDRED_OF_TWELVE), 0),
          'under 300 ms',
        ],
        [
          'a run of 200 customers with --coverage, to the same without',
          spreadText(await coverageCost()),
          'under 1.03',
        ],
      ],
    },
  ]
}
