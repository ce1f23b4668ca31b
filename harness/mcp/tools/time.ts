// Time: moved forward, named, taken back.
import { z } from 'zod'
import { SandboxError } from '../../../mocks/kit/sandbox-error.ts'
import { tool } from '../tool.ts'

const at = z.union([z.int().min(0), z.string().min(1)])

export const timeTools = [
  tool({
    name: 'advance',
    does: 'Moves time forward and runs what is due on the way: waits end, triggers fire, mails go out. Without `by` and `to` it waits until nothing more runs.',
    input: z.strictObject({
      by: z.string().optional().describe('A length such as "90s", "2h" or "7 days".'),
      to: z.string().optional().describe('An instant such as "2026-01-05T10:00:00Z".'),
    }),
    output: z.object({
      mode: z.string(),
      now: z.string(),
      pending: z
        .array(z.object({ dueAt: z.string(), label: z.string() }))
        .describe('What is due next, 50 at most.'),
      due: z.int().describe('How much is due in all.'),
    }),
    async run({ input: { by, to }, copy }) {
      const { clock, settle } = (await copy()).client
      if (by !== undefined && to !== undefined) throw bothGiven()
      if (by !== undefined) await clock.advance(by, PATIENCE)
      else if (to !== undefined) await clock.advanceTo(to, PATIENCE)
      else await settle(PATIENCE)
      const { mode, now, pending } = await clock.state()
      return { mode, now, pending: pending.slice(0, 50), due: pending.length }
    },
  }),
  tool({
    name: 'checkpoint',
    does: 'Gives this moment a name, to come back to with rewind. Take one before every change.',
    input: z.strictObject({ name: z.string().min(1).max(63).describe('A letter first.') }),
    output: z.object({ name: z.string(), seq: z.int(), at: z.string() }),
    run: async ({ input, copy }) => (await copy()).client.checkpoints.take(input.name),
  }),
  tool({
    name: 'rewind',
    does: 'Goes back to a checkpoint, or to an entry of the journal by its seq: state, clock, what waits, faults and mails are as they were. What is taken back stays readable: journal with `branch`.',
    isTakingAway: true,
    input: z.strictObject({ to: at.describe('The name of a checkpoint, or a seq.') }),
    output: z.object({
      now: z.string(),
      seq: z.int(),
      branch: z.int().describe('What was taken back, for journal.'),
      entries: z.int().describe('How many entries that are.'),
    }),
    run: async ({ input, copy }) => (await copy()).client.rewind(input.to),
  }),
  tool({
    name: 'changes',
    does: 'Tells what was added, changed and removed since a checkpoint or an entry of the journal, and what led to it.',
    isReading: true,
    input: z.strictObject({
      since: at.describe('The name of a checkpoint, or a seq.'),
      limit: z.int().min(1).max(1_000).default(100),
    }),
    output: z.object({
      since: z.int(),
      total: z.int(),
      changes: z.array(z.looseObject({ house: z.string(), store: z.string(), change: z.string() })),
    }),
    async run({ input: { since, limit }, copy }) {
      const told = await (await copy()).client.changes({ since, limit })
      return { since: told.since, total: told.total, changes: told.changes ?? [] }
    },
  }),
]

/** An assistant that waits for ever is of no use to anybody. */
const PATIENCE = { timeout: '60s' }

const bothGiven = (): SandboxError =>
  new SandboxError('invalid-request', 'Cannot advance: both `by` and `to` are given.', {
    remedy: 'Give one of them, or neither to wait until nothing more runs.',
  })
