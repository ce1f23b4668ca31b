// The slow and simple way to every schedule of a scenario: each is run from the start in a fresh world, nothing is taken for known.

import type { Chosen } from '../../harness/search/faults/index.ts'
import { createJudge } from '../../harness/search/findings/judge.ts'
import { INVARIANTS } from '../../harness/search/invariants/index.ts'
import { Branch, type BranchOptions } from '../../harness/search/schedules/branch.ts'
import { type Choice, type Point, type Schedule, scheduleText } from '../../harness/search/schedules/point.ts'

/** By the schedule in words: "one-code-per-advocate broken, nobody-lost held, …". */
export type Enumerated = Map<string, string>

export async function enumerateSchedules(
  options: BranchOptions,
  chosen: Chosen,
  depth: number,
): Promise<Enumerated> {
  const found: Enumerated = new Map()
  const waiting: Schedule[] = [[]]
  for (let schedule = waiting.shift(); schedule !== undefined; schedule = waiting.shift()) {
    const { verdict, further } = await runAfresh(options, chosen, schedule)
    found.set(scheduleText(schedule), verdict)
    if (schedule.length < depth) for (const choice of further) waiting.push([...schedule, choice])
  }
  return found
}

/** One run; answers also what could strike after the last choice. */
async function runAfresh(options: BranchOptions, chosen: Chosen, schedule: Schedule) {
  const branch = await Branch.open(options)
  const further: Choice[] = []
  let struck = 0
  const isNext = (choice: Choice) =>
    choice.at === schedule[struck]?.at && choice.fault === schedule[struck]?.fault
  const choicesAt = (points: readonly Point[]) =>
    points.flatMap(point => chosen(point).map(({ name: fault }) => ({ at: point.name, fault })))
  try {
    const judge = createJudge(INVARIANTS, branch)
    while (!branch.isOver()) {
      for (const choice of choicesAt(branch.news())) {
        if (struck === schedule.length) {
          if (branch.applies(choice)) further.push(choice)
        } else if (isNext(choice)) {
          await branch.strike(choice)
          struck++
        }
      }
      const met = await branch.step(schedule.slice(struck))
      for (const point of met) {
        if (struck === schedule.length) further.push(...choicesAt([point]))
        else if (schedule[struck]?.at === point.name) struck++
      }
    }
    const verdict = [...judge.verdicts(branch)].map(([name, { state }]) => `${name} ${state}`).join(', ')
    return { verdict, further }
  } finally {
    await branch.end()
  }
}
