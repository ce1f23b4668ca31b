import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ScenarioInput } from '../../../../mocks/bloomreach/definition/definition.ts'
import { nodeSchema } from '../../../../mocks/bloomreach/definition/node-schemas.ts'
import { LARGEST, randomScenario } from '../../../support/random-scenario.ts'
import { givenScenarios, MINUTE } from '../../../support/scenarios.ts'
import { allDraws, draws } from '../../../support/thoroughness.ts'
import { writingJobsDown } from '../../../support/written-jobs.ts'

const CUSTOMERS = ['ada', 'grace', 'edsger', 'alan', 'barbara']
const STATUSES = [200, 200, 500, 500, 500, 200, 500, 409, 200, 404, 500]
/** The evening before clocks go forward in Bratislava. */
const START = Date.UTC(2026, 2, 27, 18)

const few = { attributes: [{ property: 'n', operator: 'less than', value: 3 }] }

interface Move {
  /** Who has the event "go" before time moves, if anybody. */
  event: number
  minutes: number
  /** Whether the API triggers are called before time moves. */
  call: boolean
}

const moves = fc.array(
  fc.record({
    event: fc.integer({ min: -3, max: 4 }),
    call: fc.boolean(),
    minutes: fc.integer({ min: 0, max: 3_000 }),
  }),
  { maxLength: 8 },
)

/** Before any scenario is made; `calls` counts those to the other side, which is no part of this world. */
async function project(calls = { count: 0 }) {
  const bloomreach = await givenScenarios({
    startsAt: START,
    customers: CUSTOMERS,
    world: { segmentations: [{ name: 'Number', segments: [{ name: 'then', if: few }] }] },
    attributes: (_, index) => ({
      n: index,
      born: `2000-01-${27 + index}`,
      phone: index === 3 ? 'none' : '0900 123 456',
    }),
    answer: () => {
      const code = ++calls.count
      return Response.json({ code }, { status: STATUSES[code % STATUSES.length] ?? 200 })
    },
  })
  return { bloomreach, calls }
}

async function begin(definition: ScenarioInput) {
  const { bloomreach, calls } = await project()
  bloomreach.consents.reject({
    customerId: bloomreach.customer('barbara').id,
    category: 'newsletter',
    source: 'test',
  })
  return { bloomreach, calls, id: await bloomreach.start(definition) }
}

/** The same life in a world that was just built. */
async function reborn({ bloomreach: { world }, calls, id }: Begun): Promise<Begun> {
  const { bloomreach } = await project(calls)
  const text = world.state.save()
  await bloomreach.world.state.load(text)
  expect(bloomreach.world.state.save()).toBe(text)
  return { bloomreach, calls, id }
}

type Begun = Awaited<ReturnType<typeof begin>>

async function play({ bloomreach, id }: Begun, move: Move, steps = 1): Promise<void> {
  const { scenarios } = bloomreach
  for (const { node } of move.call ? scenarios.apiTriggers(id).triggers : []) {
    const call = { scenarioId: id, node, customer: undefined, params: {}, causedBy: 0 }
    if (scenarios.apiTrigger(id, node) !== undefined) scenarios.callTrigger(call)
  }
  const name = CUSTOMERS[move.event]
  if (name !== undefined) await bloomreach.track(name, 'go')
  const whole = Math.floor(move.minutes / steps)
  for (let step = 0; step < steps; step++) {
    await bloomreach.advance((step === 0 ? move.minutes - whole * (steps - 1) : whole) * MINUTE)
  }
}

function journalOf({ bloomreach }: Begun): string {
  return JSON.stringify(bloomreach.world.journal.read({ limit: Number.POSITIVE_INFINITY }))
}

/** Everyone is in exactly one place, and every count tells the same story. */
function expectConsistent({ bloomreach, id }: Begun): void {
  const inside = bloomreach.scenarios.inside(id)
  const entered = bloomreach.journal('run-entered')
  const ended = bloomreach.journal('run-ended')
  expect(entered).toHaveLength(inside.length + ended.length)
  expect(new Set([...inside.map(({ run }) => run), ...ended.map(({ run }) => run)]).size).toBe(entered.length)
  expect(inside.every(({ until = 0 }) => until > bloomreach.world.clock.now())).toBe(true)

  const campaign = bloomreach.journal('campaign-event')
  const stored = CUSTOMERS.flatMap(bloomreach.campaignEvents)
  expect(stored).toHaveLength(campaign.length)
  for (const node of bloomreach.scenarios.evaluation(id).nodes) {
    expect(node.entered).toBe(node.succeeded + node.failed + node.suppressed + node.waiting)
    expect(inside.filter(run => run.node === node.id)).toHaveLength(node.waiting)
    const statuses = stored
      .filter(({ action_id }) => action_id === node.id)
      .map(({ status }) => String(status))
    const count = (pattern: RegExp) => statuses.filter(status => pattern.test(status)).length
    if (!['webhook', 'email', 'sms', 'push'].includes(node.type)) continue
    expect(count(/^(sent|delivered)$/)).toBe(node.succeeded)
    expect(count(/failed/)).toBe(node.failed)
    expect(count(/suppressed/)).toBe(node.suppressed)
    expect(campaign.filter(entry => entry.node === node.id)).toHaveLength(statuses.length)
  }
}

const RUNS = draws(60)

test('the scenarios have 2 to 30 nodes, and every type of node is among them', () => {
  const scenarios = fc.sample(randomScenario, allDraws(60))
  const sizes = scenarios.map(({ nodes }) => nodes.length)

  expect([Math.min(...sizes), Math.max(...sizes)]).toEqual([2, LARGEST])
  const types = new Set(scenarios.flatMap(({ nodes }) => nodes.map(({ type }) => type)))
  const absent = nodeSchema.options.map(option => option.shape.type.value).filter(type => !types.has(type))
  // Nobody passes it.
  expect(absent).toEqual(['not_imported'])
})

test('every customer is in exactly one place, and evaluation, journal and campaign events agree', async () => {
  await fc.assert(
    fc.asyncProperty(randomScenario, moves, async (definition, list) => {
      const begun = await begin(definition)
      expectConsistent(begun)
      for (const move of list) {
        await play(begun, move)
        expectConsistent(begun)
      }
    }),
    RUNS,
  )
})

test('the same seed gives the same bytes', async () => {
  await fc.assert(
    fc.asyncProperty(randomScenario, moves, async (definition, list) => {
      const [one, two] = [await begin(definition), await begin(definition)]
      for (const move of list) {
        await play(one, move)
        await play(two, move)
      }
      expect(journalOf(two)).toBe(journalOf(one))
    }),
    RUNS,
  )
})

test('waiting jobs that are written down and read again between any two jobs give the same journal', async () => {
  await fc.assert(
    fc.asyncProperty(randomScenario, moves, async (definition, list) => {
      const straight = await begin(definition)
      using _ = writingJobsDown()
      const written = await begin(definition)
      for (const move of list) {
        await play(straight, move)
        await play(written, move)
      }
      expect(journalOf(written)).toBe(journalOf(straight))
    }),
    RUNS,
  )
})

test('a world that is saved and restored into another after every step goes on to the same bytes', async () => {
  await fc.assert(
    fc.asyncProperty(randomScenario, moves, async (definition, list) => {
      const straight = await begin(definition)
      let restored = await reborn(await begin(definition))
      for (const move of list) {
        await play(straight, move)
        await play(restored, move)
        restored = await reborn(restored)
      }
      expect(journalOf(restored)).toBe(journalOf(straight))
      expect(restored.bloomreach.world.state.save()).toBe(straight.bloomreach.world.state.save())
    }),
    RUNS,
  )
})

test('one step of time or a thousand give the same journal', async () => {
  await fc.assert(
    fc.asyncProperty(randomScenario, moves, async (definition, list) => {
      const [one, many] = [await begin(definition), await begin(definition)]
      for (const move of list) {
        await play(one, move)
        await play(many, move, 1_000)
      }
      expect(journalOf(many)).toBe(journalOf(one))
    }),
    draws(20),
  )
})
