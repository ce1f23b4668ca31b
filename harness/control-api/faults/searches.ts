// Searches for broken invariants: start one, watch it, look at what it has found.
import { z } from 'zod'
import { given } from '../../../mocks/kit/given.ts'
import type { Search } from '../../running/searches.ts'
import { testText } from '../../search/files/test-text.ts'
import type { Finding } from '../../search/findings/finding.ts'
import type { Controlled } from '../controlled.ts'
import { operation } from '../operation.ts'

const newSearch = z
  .strictObject({
    scenario: z
      .string()
      .min(1)
      .optional()
      .describe('One of the world by its name; all that start, unless told.'),
    faults: z
      .string()
      .min(1)
      .max(1_000)
      .optional()
      .describe('As --faults: "lost-answer,#3:timeout" are those, "-slow" all but that.'),
    invariants: z
      .string()
      .regex(/^[a-z, -]{1,500}$/, { error: 'expected names such as "nobody-lost,-nothing-twice"' })
      .optional()
      .describe('As --invariants, of those that the sandbox has.'),
    depth: z.number().int().min(1).max(4).optional().describe('Disturbances of one run; 2 unless told.'),
    customers: z.number().int().min(1).max(50).optional().describe('The first of the world; 4 unless told.'),
    budget: z.string().min(1).max(100).optional().describe('Runs or real time: "1000", "30 seconds".'),
  })
  .meta({ id: 'NewSearch' })

const finding = z
  .object({
    invariant: z.string(),
    says: z.string(),
    because: z.string(),
    schedule: z
      .array(z.object({ at: z.string(), fault: z.string() }))
      .describe('What was done to the run, in order.'),
    customers: z.array(z.string()),
    alike: z.number().int().describe('How many further schedules break it in the same way.'),
    timeline: z.array(z.string()),
    mend: z.string().optional(),
    test: z.string().describe('A test that fails until it is mended.'),
  })
  .meta({ id: 'Finding' })

const search = z
  .object({
    id: z.number().int(),
    state: z.enum(['running', 'done', 'stopped', 'failed']),
    runs: z.number().int().describe('So far.'),
    asked: newSearch,
    problem: z.string().optional(),
    planned: z.number().int().optional(),
    pruned: z.number().int().optional().describe('Known to end as another one did, without a run.'),
    isWhole: z.boolean().optional().describe('False: a budget or a stop ended it before all was tried.'),
    invariants: z
      .array(z.object({ name: z.string(), says: z.string(), state: z.string(), broken: z.number().int() }))
      .optional(),
    findings: z.array(finding).optional(),
  })
  .meta({ id: 'Search' })

export type NewSearch = z.input<typeof newSearch>
export type ShownSearch = z.output<typeof search>

const byNumber = z.object({ id: z.coerce.number().int().positive() })

export const searchOperations = [
  operation({
    method: 'get',
    path: '/searches',
    id: 'listSearches',
    summary: 'Lists the searches of this world, the first one first.',
    answer: z.object({ searches: z.array(search) }),
    run: (_, sandbox) => ({ searches: sandbox.searches.list().map(one => shown(one, sandbox)) }),
  }),
  operation({
    method: 'post',
    path: '/searches',
    id: 'startSearch',
    summary:
      'Tries every fault of a journey, in worlds of its own: the scenarios as they stand now, from the beginning. Answers at once.',
    body: newSearch,
    answer: search,
    run: ({ body: { depth = 2, customers = 4, ...wish } }, sandbox) =>
      shown(sandbox.searches.start({ depth, customers, ...wish }), sandbox),
  }),
  operation({
    method: 'get',
    path: '/searches/{id}',
    id: 'readSearch',
    summary: 'Shows one search: how far it is, and what it has found.',
    params: byNumber,
    answer: search,
    run: ({ params: { id } }, sandbox) => shown(sandbox.searches.get(id), sandbox),
  }),
  operation({
    method: 'delete',
    path: '/searches/running',
    id: 'stopSearch',
    summary: 'Breaks off the search that runs; what it has found stays.',
    answer: z.object({ searches: z.array(search) }),
    run(_, sandbox) {
      sandbox.searches.stop()
      return { searches: sandbox.searches.list().map(one => shown(one, sandbox)) }
    },
  }),
]

function shown({ id, state, runs, wish, report, problem }: Search, { searched }: Controlled): ShownSearch {
  const { depth, customers, ...others } = wish
  const asked = { depth, customers, ...given(others) }
  if (report === undefined)
    return { id, state, runs, asked, ...(problem === undefined ? {} : { problem: problem.message }) }
  const { planned, pruned, isWhole, invariants, findings } = report
  const told = findings.map(found => ({ ...copied(found), test: testOf(found, searched(), wish.scenario) }))
  return {
    id,
    state,
    runs: report.run,
    asked,
    planned,
    pruned,
    isWhole,
    invariants: [...invariants],
    findings: told,
  }
}

const copied = ({ schedule, customers, timeline, ...rest }: Finding) => ({
  ...rest,
  schedule: schedule.map(({ at, fault }) => ({ at, fault })),
  customers: [...customers],
  timeline: [...timeline],
})

const testOf = (
  { invariant, because, schedule, customers, timeline }: Finding,
  { world, seed }: { world: string; seed: string },
  scenario: string | undefined,
): string =>
  testText(
    {
      format: 1,
      world,
      seed,
      ...(scenario === undefined ? {} : { scenario }),
      invariant,
      because,
      schedule,
      customers,
      timeline,
    },
    'vitest',
  )
