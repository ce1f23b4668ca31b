// The journal and a customer's timeline.
import { z } from 'zod'
import type { Bloomreach } from '../../mocks/bloomreach/index.ts'
import { SandboxError } from '../../mocks/kit/sandbox-error.ts'
import { msToIso } from '../../mocks/kit/time/duration.ts'
import { timelineOf } from '../timeline.ts'
import { byId, operation } from './operation.ts'

const journalQuery = z.strictObject({
  after: z.coerce.number().int().min(0).optional().describe('Entries with a greater seq.'),
  customer: z.string().optional().describe("Any of a customer's ids."),
  kind: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(100_000).optional().describe('1,000 unless told.'),
})

const timelineQuery = z.strictObject({
  newest: z.coerce.number().int().min(1).optional().describe('No more than so many entries, the newest.'),
})

const entry = {
  seq: z.number().int(),
  at: z.iso.datetime().describe("The world's time."),
  kind: z.string(),
  causedBy: z.number().int().optional().describe('The seq of the entry that led to this one.'),
}

const journalEntry = z
  .looseObject({ ...entry, customer: z.string().optional().describe('Internal id.') })
  .meta({ id: 'JournalEntry' })

const timelineEntry = z
  .looseObject({
    ...entry,
    text: z.string().describe('What happened, as a sentence.'),
    detail: z.boolean().describe('A step in between, which the trace leaves out.'),
  })
  .meta({ id: 'TimelineEntry' })

const journalPage = z.object({
  entries: z.array(journalEntry),
  last: z.number().int().describe('The seq of the newest entry, 0 while there is none.'),
})

const customerStory = z.object({
  customer: z.object({ id: z.string(), ids: z.record(z.string(), z.string()) }),
  timeline: z.array(timelineEntry),
})

export type JournalQuery = z.output<typeof journalQuery>
export type TimelineQuery = z.output<typeof timelineQuery>
export type JournalEntry = z.output<typeof journalEntry>
export type JournalPage = z.output<typeof journalPage>
export type TimelineEntry = z.output<typeof timelineEntry>
export type CustomerStory = z.output<typeof customerStory>

export const journalOperations = [
  operation({
    method: 'get',
    path: '/journal',
    id: 'readJournal',
    summary: 'Reads what happened, oldest first.',
    query: journalQuery,
    answer: journalPage,
    run({ query: { customer, ...query } }, sandbox) {
      const { world, bloomreach } = sandbox.live()
      const internal = customer === undefined ? undefined : customerByAnyId(bloomreach, customer).id
      const entries = world.journal.read({ ...query, customer: internal })
      return {
        entries: entries.map(entry => ({ ...entry, at: msToIso(entry.at) })),
        last: world.journal.last,
      }
    },
  }),
  operation({
    method: 'get',
    path: '/customers/{id}/timeline',
    id: 'readTimeline',
    summary: "Tells one customer's story, across both vendors and the inbox.",
    params: byId,
    query: timelineQuery,
    answer: customerStory,
    run({ params, query }, sandbox) {
      const { world, bloomreach } = sandbox.live()
      const { id, ids } = customerByAnyId(bloomreach, params.id)
      return { customer: { id, ids }, timeline: timelineOf(world.journal, id, query.newest) }
    },
  }),
]

function customerByAnyId(bloomreach: Bloomreach, id: string) {
  const customer = bloomreach.customers.get(id) ?? bloomreach.customers.findByAny(id)
  if (customer !== undefined) return customer
  throw new SandboxError(
    'customer-not-found',
    `Cannot find the customer ${JSON.stringify(id)}: none has this id.`,
    { remedy: `Use any of a customer's ids, percent-encoded.` },
  )
}
