// A whole search: opens the world, explores it to the depth that was asked for, and makes a report of what it has found.
import { SandboxError } from '../../mocks/kit/sandbox-error.ts'
import type { ReadWorld } from '../world/definition.ts'
import { chosenFaults } from './faults/index.ts'
import { casesBroken } from './findings/cases.ts'
import { findingOf, shortestBroken } from './findings/counterexamples.ts'
import { createJudge } from './findings/judge.ts'
import type { Report } from './findings/report.ts'
import { countsOf, stateOfEach } from './findings/summed-up.ts'
import type { Invariant } from './invariants/invariant.ts'
import { Branch, type BranchOptions } from './schedules/branch.ts'
import { Explorer, type Place, type Shard } from './schedules/explore.ts'
import { scheduleText } from './schedules/point.ts'
import { firstCustomers, namesIn } from './schedules/population.ts'
import { type Judged, schedulesFrom } from './schedules/schedules.ts'

export interface SearchOptions {
  read: ReadWorld
  seed: string
  scenario?: string | undefined
  faults?: string | undefined
  depth: number
  /** How many customers of the world take part, the first. */
  customers: number
  invariants: readonly Invariant[]
  /** How many seeded cases are run beside, undisturbed. */
  cases?: number
  /** Whether an invariant of a project reads more than facts. */
  isExact?: boolean
  /** A part of the search, for another process to do the rest. */
  shard?: Shard | undefined
  /** Called after each run; false breaks the search off. */
  goesOn?: (runs: number) => boolean
}

export interface Found {
  report: Report
  /** Every schedule that is known, with its verdicts. */
  judged: readonly Judged[]
  /** The number of each first choice, in words. */
  units: ReadonlyMap<string, number>
}

export async function search(options: SearchOptions): Promise<Found> {
  const { scenario, seed, invariants } = options
  const read = firstCustomers(options.read, options.customers)
  const isExact = options.isExact === true || readsWords(read)
  const branchOptions: BranchOptions = { read, seed, scenario, isExact }
  const branch = await Branch.open(branchOptions)
  try {
    const { judged, units, isWhole } = await exploreAll(options, branch, isExact)
    const broken = shortestBroken(judged, invariants)
    const findings = []
    for (const one of broken) findings.push(await findingOf(one, branchOptions, invariants))
    const { cases = 0 } = options
    const ofCases = isWhole ? await casesBroken(branchOptions, { cases, invariants, findings }) : []
    const states = stateOfEach(judged, invariants).map(one =>
      ofCases.some(({ invariant }) => invariant === one.name) ? { ...one, state: 'broken' as const } : one,
    )
    const report: Report = {
      world: read.source.path,
      scenarios: branch.scenarioNames(),
      customers: namesIn(read),
      depth: options.depth,
      ...countsOf(judged),
      isWhole,
      cases,
      invariants: states,
      findings: [...findings, ...ofCases].toSorted((a, b) => a.schedule.length - b.schedule.length),
    }
    return { report, judged, units }
  } finally {
    await branch.end()
  }
}

async function exploreAll(options: SearchOptions, branch: Branch, isExact: boolean) {
  const { depth, invariants, goesOn, shard } = options
  const nodes = branch.nodeIds()
  if (nodes.size === 0) throw nothingToSearch(options)
  let runs = 0
  const explorer = new Explorer({
    branch,
    chosen: chosenFaults(options.faults, nodes),
    judge: createJudge(invariants, branch),
    isExact,
    goesOn: () => goesOn?.(++runs) ?? true,
  })
  // All of one disturbance before any of two: what is found first is the shortest. Only the last round is shared out.
  let roots: Place[] = []
  for (let reach = Math.min(1, depth); reach <= depth && !explorer.isBrokenOff; reach++) {
    const root = await explorer.explore(reach, reach === depth ? shard : undefined)
    roots = explorer.isBrokenOff ? [...roots, root] : [root]
  }
  const all = roots.flatMap(root => [...schedulesFrom(root)])
  const judged = [...new Map(all.map(one => [scheduleText(one.schedule), one])).values()]
  return { judged, units: explorer.units, isWhole: !explorer.isBrokenOff }
}

/** Whether a scenario may read the words of a failure, so that no two of them are alike. */
const readsWords = ({ data, scenarios }: ReadWorld): boolean =>
  JSON.stringify([data.bloomreach?.scenarios, [...scenarios.values()].map(file => file.data)]).includes(
    'message',
  )

const nothingToSearch = ({ scenario }: SearchOptions): SandboxError =>
  scenario === undefined
    ? new SandboxError(
        'nothing-to-search',
        'Cannot search: no scenario of the world is marked "start: true".',
        {
          remedy: 'Mark one, or name one with --scenario.',
        },
      )
    : new SandboxError(
        'nothing-to-search',
        `Cannot search: the world has no scenario ${JSON.stringify(scenario)}.`,
        {
          remedy: 'Name one of the world.',
        },
      )
