// The journal and a customer's timeline.
import { z } from 'zod'
import { inTurn } from '../../../mocks/kit/time/breath.ts'
import { msToIso } from '../../../mocks/kit/time/duration.ts'
import type { Branch } from '../../running/checkpoints.ts'
import { toldEntry } from '../../timeline.ts'
import { withoutSecrets } from '../../traffic/without-secrets.ts'
import { customerByAnyId } from '../customer-by-any-id.ts'
import { byId, operation } from '../operation.ts'
import { firstEntries, fitting, searchJournal } from './journal-search.ts'
import { exchange, exchangesOf } from './requests.ts'

const exchanges = z
  .enum(['true', 'false'])
  .optional()
  .describe('true: requests come with what went over the wire, as in /requests/{id}.')

const journalQuery = z.strictObject({
  after: z.coerce.number().int().min(0).optional().describe('Entries with a greater seq.'),
  customer: z.string().optional().describe("Any of a customer's ids."),
  kind: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(100_000).optional().describe('1,000 unless told.'),
  newest: z.coerce
    .number()
    .int()
    .min(1)
    .max(100_000)
    .optional()
    .describe('No more than so many, the newest of those that fit.'),
  node: z.coerce.number().int().optional().describe('Of this node of a scenario.'),
  text: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .describe('Those whose sentence or fields have this text, in any case; secrets are not searched.'),
  exchanges,
  branch: z.coerce.number().int().min(1).optional().describe('What a rewind took back, by its number.'),
})

const timelineQuery = z.strictObject({
  newest: z.coerce.number().int().min(1).optional().describe('No more than so many entries, the newest.'),
  exchanges,
})

const entry = {
  seq: z.number().int(),
  at: z.iso.datetime().describe("The world's time."),
  kind: z.string(),
  causedBy: z.number().int().optional().describe('The seq of the entry that led to this one.'),
  exchange: exchange.optional().describe('Where it was asked for, of a request that is still kept.'),
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
    async run({ query: { customer, exchanges, branch, node, text, ...query } }, sandbox) {
      const { world, bloomreach } = sandbox.live()
      if (branch !== undefined)
        return branchPage(sandbox.checkpoints.branch(branch), { ...query, node, text }, customer)
      const internal = customer === undefined ? undefined : customerByAnyId(bloomreach, customer).id
      const isSearch = node !== undefined || text !== undefined
      const wanted = { ...query, node, text, customer: internal }
      const entries =
        isSearch || query.newest !== undefined
          ? await searchJournal(world.journal, wanted, mostOf(query))
          : await firstEntries(world.journal, wanted, mostOf(query))
      const exchangeOf = exchanges === 'true' ? exchangesOf(sandbox) : () => ({})
      return {
        entries: await inTurn(entries, entry => ({
          ...withoutSecrets(entry),
          at: msToIso(entry.at),
          ...exchangeOf(entry),
        })),
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
    async run({ params, query }, sandbox) {
      const { world, bloomreach } = sandbox.live()
      const { id, ids } = customerByAnyId(bloomreach, params.id)
      const exchangeOf = query.exchanges === 'true' ? exchangesOf(sandbox) : () => ({})
      const entries = world.journal.read({
        customer: id,
        newest: query.newest,
        limit: Number.POSITIVE_INFINITY,
      })
      return {
        customer: { id, ids },
        timeline: await inTurn(entries, entry => ({ ...toldEntry(entry), ...exchangeOf(entry) })),
      }
    },
  }),
]

const mostOf = ({ limit = 1_000, newest = limit }: Pick<JournalQuery, 'limit' | 'newest'>): number =>
  Math.min(limit, newest)

/** `customer` is the internal id: who was born in a branch is known by nothing else any more. */
function branchPage(
  { entries, from }: Branch,
  { after = 0, kind, limit = 1_000, newest, node, text }: Omit<JournalQuery, 'customer' | 'branch'>,
  customer: string | undefined,
) {
  const fits = fitting({ node, text })
  const found = entries.filter(
    entry =>
      entry.seq > after &&
      fits(entry) &&
      (kind === undefined || entry.kind === kind) &&
      (customer === undefined || entry.customer === customer),
  )
  return {
    entries: (newest === undefined ? found.slice(0, limit) : found.slice(-newest)).map(entry => ({
      ...withoutSecrets(entry),
      at: msToIso(entry.at),
    })),
    last: entries.at(-1)?.seq ?? from,
  }
}
