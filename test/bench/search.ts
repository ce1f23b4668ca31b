// Searches: schedules a second of processor time, and how many of them need not be run. Processor time of all threads, so that what
// else runs on the machine does not count.
import type { ScenarioDefinition, WorldDefinition } from '../../harness/index.ts'
import { INVARIANTS } from '../../harness/search/invariants/index.ts'
import { search } from '../../harness/search/search.ts'
import { readWorld, TUTORIAL_WORLD } from '../../harness/world/definition.ts'
import { codeNode, mailNode, scenario, shop } from '../support/shop.ts'
import { type BenchTable, spread, spreadText } from './measure.ts'

const REPEATS = 3

type Node = ScenarioDefinition['nodes'][number]
const wait = (id: number): Node => ({ id, type: 'wait', period: '1 day' })
const sets = (id: number): Node => ({ id, type: 'set_attribute', attributes: { [`step_${id}`]: 'yes' } })

/** 12 nodes, three of them webhooks and two mails. */
const TWELVE = shop({
  people: ['ada'],
  scenarios: [
    scenario('Twelve nodes', [
      { id: 1, type: 'now' },
      wait(2),
      codeNode(3),
      mailNode(4, 'Your code', '{{ webhook.code }}'),
      wait(5),
      codeNode(6),
      sets(7),
      wait(8),
      codeNode(9),
      sets(10),
      mailNode(11, 'A reminder', '{{ webhook.code }}'),
      sets(12),
    ]),
  ],
})

interface Measured {
  seconds: number
  planned: number
  run: number
}

async function measured(world: string | WorldDefinition, customers: number): Promise<Measured> {
  const read = await readWorld(world)
  const before = process.cpuUsage()
  const { report } = await search({ read, seed: 'tutorial', depth: 2, customers, invariants: INVARIANTS })
  const { user, system } = process.cpuUsage(before)
  return { seconds: (user + system) / 1_000_000, planned: report.planned, run: report.run }
}

async function row(what: string, world: string | WorldDefinition, customers: number) {
  await measured(world, 1)
  const all: Measured[] = []
  for (let repeat = 0; repeat < REPEATS; repeat++) all.push(await measured(world, customers))
  const { planned = 0, run = 0 } = all[0] ?? {}
  const seconds = spread(all.map(one => one.seconds))
  const perSecond = spread(all.map(one => one.planned / one.seconds))
  const pruned = Math.round(((planned - run) / planned) * 100)
  return [what, planned, `${pruned} %`, spreadText(seconds), spreadText(perSecond, 0)]
}

export async function benchSearch(): Promise<BenchTable[]> {
  return [
    {
      title: 'All singles and pairs of faults',
      columns: ['scenario', 'schedules', 'pruned', 'seconds of the processor', 'schedules a second of it'],
      rows: [
        await row('tutorial, one customer', TUTORIAL_WORLD, 1),
        await row('tutorial, four customers', TUTORIAL_WORLD, 4),
        await row('12 nodes, 3 webhooks, 2 mails, one customer', TWELVE, 1),
      ],
    },
  ]
}
