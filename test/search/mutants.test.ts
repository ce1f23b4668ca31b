// Whether the proof would notice: a search that is spoiled on purpose differs from the runs from the start, or finds less.
import { expect, test } from 'vitest'
import { type Chosen, chosenFaults } from '../../harness/search/faults/index.ts'
import { webhookFault } from '../../harness/search/faults/webhook-faults.ts'
import { createJudge } from '../../harness/search/findings/judge.ts'
import { INVARIANTS } from '../../harness/search/invariants/index.ts'
import { type Ahead, LookAhead } from '../../harness/search/schedules/ahead.ts'
import { Branch } from '../../harness/search/schedules/branch.ts'
import { Explorer } from '../../harness/search/schedules/explore.ts'
import { scheduleText } from '../../harness/search/schedules/point.ts'
import { schedulesFrom } from '../../harness/search/schedules/schedules.ts'
import { search } from '../../harness/search/search.ts'
import { readWorld } from '../../harness/world/definition.ts'
import { enumerateSchedules } from '../support/enumerated-schedules.ts'
import { CODE_FLAWS } from './corpus/codes.ts'
import { JOURNEY_FLAWS } from './corpus/journeys.ts'
import { MAIL_FLAWS } from './corpus/mails.ts'
import { OTHER_FLAWS } from './corpus/others.ts'
import { mail, NOW, safeCode, WITHOUT_CATEGORY, wait, world } from './corpus/parts.ts'
import { SMALL_SCENARIOS } from './small-scenarios.ts'

const FAULTS = 'consent-withdrawn,550'
const WORLD = world([
  NOW,
  wait(2),
  mail(3, 'Hello', WITHOUT_CATEGORY),
  wait(4),
  mail(5, 'Again', WITHOUT_CATEGORY),
])

async function searchedWith(spoilt: { chosen?: (chosen: Chosen) => Chosen; digest?: () => string }) {
  const branch = await Branch.open({ read: await readWorld(WORLD), seed: 'tutorial' })
  if (spoilt.digest !== undefined) branch.digest = spoilt.digest
  const chosen = chosenFaults(FAULTS, branch.nodeIds())
  const judge = createJudge(INVARIANTS, branch)
  const explorer = new Explorer({ branch, chosen: spoilt.chosen?.(chosen) ?? chosen, judge, isExact: false })
  const found = [...schedulesFrom(await explorer.explore(2))].map(({ schedule, verdicts }) => [
    scheduleText(schedule),
    [...verdicts].map(([name, { state }]) => `${name} ${state}`).join(', '),
  ])
  await branch.end()
  return Object.fromEntries(found) as Record<string, string>
}

async function fromTheStart() {
  const options = { read: await readWorld(WORLD), seed: 'tutorial' }
  const all = await enumerateSchedules(options, chosenFaults(FAULTS, new Set([1, 2, 3, 4, 5])), 2)
  return Object.fromEntries(all)
}

test('a search as it is has all schedules and verdicts', async () => {
  expect(await searchedWith({})).toEqual(await fromTheStart())
})

test('one that skips a choice point is seen', async () => {
  const skipping =
    (chosen: Chosen): Chosen =>
    point =>
      point.node === 5 ? [] : chosen(point)
  expect(await searchedWith({ chosen: skipping })).not.toEqual(await fromTheStart())
})

test('one that takes too much for the same is seen', async () => {
  expect(await searchedWith({ digest: () => 'all alike' })).not.toEqual(await fromTheStart())
})

type Spoils = () => () => void

/** What lies ahead is not what it is. */
const believing =
  (belief: Partial<Ahead>): Spoils =>
  () => {
    const { from } = LookAhead.prototype
    LookAhead.prototype.from = function (...asked) {
      const ahead = from.apply(this, asked)
      return { ...ahead, ...belief, key: `${ahead.key} spoilt` }
    }
    return () => {
      LookAhead.prototype.from = from
    }
  }

const nobodyComes: Spoils = () => {
  const { from } = LookAhead.prototype
  LookAhead.prototype.from = function (scenarios, { begins }) {
    return from.call(this, scenarios, { begins, hasEvents: false })
  }
  return () => {
    LookAhead.prototype.from = from
  }
}

/** What a fault leads to is not what it leads to. */
const taking =
  (name: string, belief: object): Spoils =>
  () => {
    const fault = webhookFault(name) ?? {}
    const before = { ...fault }
    Object.assign(fault, belief)
    return () => Object.assign(fault, before)
  }

const MANY_WAITS = 'a campaign that ends after many waits'
const NEXT_ONE = 'a scenario that is stopped before the next one comes'

test.each([
  ['no answer is read', 'the first answer is shown after the second', 2, believing({ reads: 'no answer' })],
  ['nobody counts what was sent', 'failures are counted', 2, believing({ readsSent: false })],
  ['no mail is to come', 'an attribute is set', 2, believing({ sendsMail: false })],
  ['no call is to come', 'a wait before the code', 1, believing({ callsOut: false })],
  ['no node comes again', 'a mail that two ways come to', 2, believing({ has: () => false })],
  ['all that is to come takes a minute', MANY_WAITS, 2, believing({ lastsMs: 61_000 })],
  ['nobody comes in any more', NEXT_ONE, 1, nobodyComes],
  ['an answer that is lost is a call not made', MANY_WAITS, 2, taking('lost-answer', { commits: false })],
  ['an answer that is lost changes nothing', MANY_WAITS, 2, taking('lost-answer', { leaves: 'all' })],
] as const)('a search that believes that %s is seen', async (_, name, depth, spoils) => {
  const small = SMALL_SCENARIOS.find(one => one.name === name)
  const read = await readWorld(small?.world ?? WORLD)
  const verdicts = async (isUnpruned: boolean) => {
    const branch = await Branch.open({ read, seed: 'tutorial' })
    const chosen = chosenFaults(small?.faults, branch.nodeIds())
    const judge = createJudge(INVARIANTS, branch)
    const explorer = new Explorer({ branch, chosen, judge, isExact: false, isUnpruned })
    for (let reach = 1; reach < depth && !isUnpruned; reach++) await explorer.explore(reach)
    const all = [...schedulesFrom(await explorer.explore(depth))].map(({ schedule, verdicts: of }) => [
      scheduleText(schedule),
      [...of].map(([invariant, { state }]) => `${invariant} ${state}`).join(', '),
    ])
    await branch.end()
    return Object.fromEntries(all) as Record<string, string>
  }
  const each = await verdicts(true)
  expect(await verdicts(false)).toEqual(each)
  const mend = spoils()
  try {
    expect(await verdicts(false)).not.toEqual(each)
  } finally {
    mend()
  }
})

test('an invariant that is forgotten is seen: each but one has a flaw of the corpus that nothing else finds', async () => {
  const corpus = [...CODE_FLAWS, ...MAIL_FLAWS, ...OTHER_FLAWS, ...JOURNEY_FLAWS]
  const covered = new Set(corpus.map(({ breaks }) => breaks))
  const uncovered = INVARIANTS.map(({ name }) => name).filter(name => !covered.has(name))
  // A scenario of the vendor's cannot lose anybody; a change of the engine could.
  expect(uncovered).toEqual(['nobody-lost'])
})

test('somebody who never comes to an end is seen', () => {
  const nobodyLost = INVARIANTS.find(({ name }) => name === 'nobody-lost')
  const expected = { showsCode: () => false, customerName: (id: string) => id }
  const judged = nobodyLost?.judge([{ kind: 'entered', customer: 'ada', run: 1 }], expected)
  expect(judged?.broken).toEqual([{ customer: 'ada', because: 'never came to an end' }])
})

test('with nothing to break, a search says so of what it reached, and of what it never did', async () => {
  const read = await readWorld(world([NOW, safeCode(2)]))
  const { report } = await search({ read, seed: 'tutorial', depth: 1, customers: 1, invariants: INVARIANTS })
  const states = Object.fromEntries(report.invariants.map(({ name, state }) => [name, state]))
  expect(states).toMatchObject({ 'nobody-lost': 'held', 'nothing-twice': 'never-reached' })
})
