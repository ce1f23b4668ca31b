// Checkpoints: what changed since one, and back to it.
import { z } from 'zod'
import { msToIso } from '../../../mocks/kit/time/duration.ts'
import { countedBy, type ShownChange, shownChanges } from '../../running/shown-changes.ts'
import { knownSecrets } from '../../traffic/known-secrets.ts'
import { maskWords } from '../../traffic/masked-words.ts'
import type { Controlled } from '../controlled.ts'
import { deleted, operation } from '../operation.ts'
import { now } from '../ready.ts'

const name = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9._ -]{0,62}$/, {
    error: 'expected up to 63 letters, digits, spaces, dots, dashes or underscores, a letter first',
  })
  .describe('Begins with a letter, so that no entry of the journal is called like it.')

const checkpoint = z
  .object({ name, seq: z.number().int().describe('The newest entry of the journal by then.'), at: now })
  .meta({ id: 'Checkpoint' })

/** A number is an entry of the journal. */
const moment = z
  .union([z.number().int().min(0), z.string().min(1)])
  .transform(wanted => (typeof wanted === 'string' && /^[0-9]+$/.test(wanted) ? Number(wanted) : wanted))
  .describe('The name of a checkpoint, or the seq of an entry of the journal.')

const changesQuery = z.strictObject({
  since: moment,
  by: z.enum(['house', 'store']).optional().describe('Counts them instead.'),
  limit: z.coerce.number().int().min(1).max(100_000).optional().describe('1,000 unless told.'),
})

const change = z
  .object({
    house: z.string().describe('talon-one, bloomreach, inbox, or world for faults and what waits.'),
    store: z.string(),
    path: z.array(z.union([z.string(), z.number()])).describe('The part of the store, and the key there.'),
    change: z.enum(['added', 'changed', 'removed']),
    before: z.unknown().optional(),
    after: z.unknown().optional(),
    causedBy: z.number().int().describe('The entry of the journal that led to it.'),
    origin: z
      .looseObject({ seq: z.number().int(), kind: z.string() })
      .optional()
      .describe('Where that began: a request, or the start of a scenario.'),
  })
  .meta({ id: 'Change' })

const changesAnswer = z.object({
  since: z.number().int().describe('The newest entry of the journal by then.'),
  total: z.number().int(),
  changes: z.array(change).optional(),
  counts: z
    .array(
      z.object({
        name: z.string(),
        added: z.number().int(),
        changed: z.number().int(),
        removed: z.number().int(),
      }),
    )
    .optional(),
})

const rewound = z.object({
  now,
  seq: z.number().int().describe('The newest entry of the journal from here.'),
  branch: z.number().int().describe('What was taken back: GET /_sandbox/journal?branch=N.'),
  entries: z.number().int().describe('How many entries that are.'),
})

export type Checkpoint = z.output<typeof checkpoint>
export type ChangesQuery = Omit<z.input<typeof changesQuery>, 'limit'> & { limit?: number | undefined }
export type Changes = z.output<typeof changesAnswer>
export type Rewound = z.output<typeof rewound>

export const checkpointOperations = [
  operation({
    method: 'get',
    path: '/checkpoints',
    id: 'listCheckpoints',
    summary: 'Lists the checkpoints of this world, the first one first.',
    answer: z.object({ checkpoints: z.array(checkpoint) }),
    run: (_, sandbox) => ({ checkpoints: sandbox.checkpoints.list().map(shown) }),
  }),
  operation({
    method: 'post',
    path: '/checkpoints',
    id: 'takeCheckpoint',
    summary: 'Gives this moment a name; from the first one on, changes are recorded.',
    body: z.strictObject({ name }),
    answer: checkpoint,
    run: ({ body }, sandbox) => shown(sandbox.checkpoints.take(body.name)),
  }),
  operation({
    method: 'delete',
    path: '/checkpoints/{name}',
    id: 'deleteCheckpoint',
    summary: 'Forgets a checkpoint.',
    params: z.object({ name: z.string() }),
    answer: deleted,
    run({ params }, sandbox) {
      sandbox.checkpoints.delete(params.name)
      return { deleted: params.name }
    },
  }),
  operation({
    method: 'get',
    path: '/changes',
    id: 'readChanges',
    summary: 'Tells what was added, changed and removed since then, and by whose request.',
    query: changesQuery,
    answer: changesAnswer,
    async run({ query: { since, by, limit = 1_000 } }, sandbox) {
      const { since: mark, changes } = sandbox.checkpoints.changes(since)
      const all = await shownChanges(changes, sandbox.live().world.journal)
      const told = { since: mark.seq, total: all.length }
      return by === undefined
        ? { ...told, changes: withoutKeys(all.slice(0, limit), sandbox) }
        : { ...told, counts: countedBy(all, by) }
    },
  }),
  operation({
    method: 'post',
    path: '/rewind',
    id: 'rewind',
    summary: 'Goes back: state, clock, what waits, faults, chance and mails are as they were then.',
    body: z.strictObject({ to: moment }),
    answer: rewound,
    async run({ body }, sandbox) {
      const { mark, branch } = await sandbox.checkpoints.rewind(body.to)
      const at = msToIso(sandbox.live().world.clock.now())
      return { now: at, seq: mark.seq, branch: branch.number, entries: branch.entries.length }
    },
  }),
]

/** What is kept holds the keys of both vendors, which nobody is shown again. */
function withoutKeys(changes: readonly ShownChange[], sandbox: Controlled): ShownChange[] {
  const mask = maskWords(knownSecrets(sandbox.live()))
  const masked = (value: unknown): unknown => {
    if (typeof value === 'string') return mask(value)
    if (Array.isArray(value)) return value.map(masked)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, masked(part)]))
  }
  return changes.map(change => ({
    ...change,
    path: change.path.map(part => (typeof part === 'string' ? mask(part) : part)),
    ...('before' in change ? { before: masked(change.before) } : {}),
    ...('after' in change ? { after: masked(change.after) } : {}),
  }))
}

const shown = ({ name: called, seq, at }: { name: string; seq: number; at: number }): Checkpoint => ({
  name: called,
  seq,
  at: msToIso(at),
})
