// One schedule from the start to the end, in a world of its own: what a search found, seen again, with the story of those it is about.
import type { Entry } from '../../../mocks/kit/journal.ts'
import { clockText, isTold, sentenceOf } from '../../command-line/output/trace.ts'
import { createJudge, type Verdicts } from '../findings/judge.ts'
import type { Invariant } from '../invariants/invariant.ts'
import { Branch, type BranchOptions, STRIKE } from './branch.ts'
import type { Schedule } from './point.ts'

export interface Rehearsed {
  verdicts: Verdicts
  /** "2026-01-05 09:01:00  ada@example.com  #3 answered 500", and what struck in between. */
  timeline: readonly string[]
  /** Choices that the run never came to. */
  missed: Schedule
}

export async function rehearse(
  options: BranchOptions,
  schedule: Schedule,
  invariants: readonly Invariant[],
): Promise<Rehearsed> {
  const branch = await Branch.open(options)
  try {
    const judge = createJudge(invariants, branch)
    const missed = await follow(branch, schedule)
    const entries = branch.live.world.journal.read({ limit: Number.POSITIVE_INFINITY })
    const timeline = entries
      .filter(entry => isTold(entry) || isStrike(entry))
      .map(entry => lineOf(branch, entry))
    return { verdicts: judge.verdicts(branch), timeline, missed }
  } finally {
    await branch.end()
  }
}

/** Strikes as soon as the run comes to a point of the schedule; answers what it never came to. */
async function follow(branch: Branch, schedule: Schedule): Promise<Schedule> {
  let left = schedule
  while (!branch.isOver()) {
    for (const choice of left.filter(one => branch.applies(one))) {
      await branch.strike(choice)
      left = left.filter(one => one !== choice)
    }
    const met = await branch.step(left)
    const struck = left.filter(({ at }) => met.some(({ name }) => name === at))
    left = left.filter(one => !struck.includes(one))
  }
  return left
}

const isStrike = ({ kind }: Entry): boolean => kind === STRIKE

function lineOf(branch: Branch, entry: Entry): string {
  const at = clockText(entry.at)
  if (isStrike(entry)) return `${at}  ${entry.fault} at ${entry.point}`
  const who = entry.customer === undefined ? '' : branch.customerName(entry.customer)
  return [at, who, sentenceOf(entry).text].filter(Boolean).join('  ')
}
