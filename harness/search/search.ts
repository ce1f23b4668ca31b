// A whole search: opens the world, explores it to the depth that was asked for, and makes a report of what it has found.
import { SandboxError } from '../../mocks/kit/sandbox-error.ts'
import type { ReadWorld } from '../world/definition.ts'
import { Branch, type BranchOptions } from './branch.ts'
import { findingOf, shortestBroken } from './counterexamples.ts'
import { Explorer, type Place } from './explore.ts'
import { chosenFaults } from './faults/index.ts'
import type { Invariant } from './invariants/invariant.ts'
import { createJudge, type State } from './judge.ts'
import { scheduleText } from './point.ts'
import { firstCustomers, namesIn } from './population.ts'
import type { InvariantReport, Report } from './report.ts'
import { endsFrom, type Judged, schedulesFrom } from './schedules.ts'

export interface SearchOptions {
  read: ReadWorld
  seed: string
  scenario?: string | undefined
  faults?: string | undefined
  depth: number
  /** How many customers of the world take part, the first. */
  customers: number
  invariants: readonly Invariant[]
  /** Whether an invariant of a project reads more than facts. */
  isExact?: boolean
  /** Called after each run; false breaks the search off. */
  goesOn?: (runs: number) => boolean
}

export interface Found {
  report: Report
  /** Every schedule that is known, with its verdicts. */
  judged: readonly Judged[]
}

export async function search(options: SearchOptions): Promise<Found> {
  const { scenario, seed, invariants } = options
  const read = firstCustomers(options.read, options.customers)
  const isExact = options.isExact === true || readsWords(read)
  const branchOptions: BranchOptions = { read, seed, scenario, isExact }
  const branch = await Branch.open(branchOptions)
  try {
    const explored = await exploreAll(options, branch, isExact)
    const states = stateOfEach(explored.judged, invariants)
    const broken = shortestBroken(explored.judged, invariants)
    const findings = []
    for (const one of broken) findings.push(await findingOf(one, branchOptions, invariants))
    const { judged, run, isWhole } = explored
    const report: Report = {
      world: read.source.path,
      scenarios: branch.scenarioNames(),
      customers: namesIn(read),
      depth: options.depth,
      planned: judged.length,
      run,
      pruned: judged.length - run,
      isWhole,
      invariants: states,
      findings: findings.toSorted((a, b) => a.schedule.length - b.schedule.length),
    }
    return { report, judged }
  } finally {
    await branch.end()
  }
}

async function exploreAll(options: SearchOptions, branch: Branch, isExact: boolean) {
  const { depth, invariants, goesOn } = options
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
  // All of one disturbance before any of two: what is found first is the shortest.
  let roots: Place[] = []
  for (let reach = Math.min(1, depth); reach <= depth && !explorer.isBrokenOff; reach++) {
    const root = await explorer.explore(reach)
    roots = explorer.isBrokenOff ? [...roots, root] : [root]
  }
  const known = new Map(
    roots.flatMap(root => [...schedulesFrom(root)]).map(one => [scheduleText(one.schedule), one]),
  )
  const run = new Set(roots.flatMap(root => [...endsFrom(root)])).size
  const judged = [...known.values()]
  return { judged, run: Math.min(run, judged.length), isWhole: !explorer.isBrokenOff }
}

function stateOfEach(judged: readonly Judged[], invariants: readonly Invariant[]): InvariantReport[] {
  return invariants.map(({ name, says }) => {
    const states = judged.map(({ verdicts }) => verdicts.get(name)?.state)
    const broken = states.filter(state => state === 'broken').length
    const state: State = broken > 0 ? 'broken' : states.includes('held') ? 'held' : 'never-reached'
    return { name, says, state, broken }
  })
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
