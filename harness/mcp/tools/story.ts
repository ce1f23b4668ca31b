// What happened, and why.
import { z } from 'zod'
import { tool } from '../tool.ts'

const entry = z.looseObject({ seq: z.int(), at: z.string(), kind: z.string() })
const line = z.looseObject({ seq: z.int(), at: z.string(), text: z.string() })

export const storyTools = [
  tool({
    name: 'timeline',
    does: "Tells one customer's story in order, across both vendors and the inbox: nodes entered, waits, webhooks and their answers, referrals, mails, and why something was not sent.",
    isReading: true,
    input: z.strictObject({
      customer: z.string().min(1).describe("Any of the customer's ids, such as an address."),
      newest: z.int().min(1).max(10_000).default(200).describe('So many entries at most, the newest.'),
    }),
    output: z.object({
      customer: z.object({ id: z.string(), ids: z.record(z.string(), z.string()) }),
      timeline: z.array(line.extend({ kind: z.string() })),
    }),
    run: async ({ input: { customer, newest }, copy }) =>
      (await copy()).client.timeline(customer, { newest }),
  }),
  tool({
    name: 'journal',
    does: 'Reads everything that happened in the world, oldest first; of one kind, of one customer, or what a rewind took back.',
    isReading: true,
    input: z.strictObject({
      after: z.int().min(0).optional().describe('Entries with a greater seq.'),
      kind: z.string().optional(),
      customer: z.string().optional().describe("Any of a customer's ids."),
      branch: z.int().min(1).optional().describe('What a rewind took back, by its number.'),
      limit: z.int().min(1).max(1_000).default(100),
    }),
    output: z.object({ entries: z.array(entry), last: z.int().describe('The newest seq.') }),
    run: async ({ input, copy }) => (await copy()).client.journal(input),
  }),
  tool({
    name: 'explain',
    does: 'Explains one thing: why a request was answered so (its x-sandbox-request-id, as journal and timeline have it), or where each value of a mail came from (its id in the inbox).',
    isReading: true,
    input: z.strictObject({ id: z.string().min(1).describe('A request id, or the id of a mail.') }),
    output: z.looseObject({
      id: z.string(),
      kind: z.enum(['request', 'mail']),
      says: z.string(),
      reason: z.string().optional().describe('A stable code.'),
      hint: z.string().optional(),
      steps: z.array(z.looseObject({ looked: z.string(), found: z.string(), ok: z.boolean() })),
      causes: z.array(line),
      effects: z.array(line),
    }),
    run: async ({ input, copy }) => (await copy()).client.explain(input.id),
  }),
]
