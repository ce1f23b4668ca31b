// The clock: state, advance, settle, reset; and where things are.
import { z } from 'zod'
import { SandboxError } from '../../../mocks/kit/sandbox-error.ts'
import type { WaitingFor } from '../../../mocks/kit/time/clock.ts'
import { durationToMs, LAST_INSTANT, msToIso, parseInstant } from '../../../mocks/kit/time/duration.ts'
import type { Controlled } from '../controlled.ts'
import { operation } from '../operation.ts'
import { mode, now, ready } from '../ready.ts'
import { patiently } from './patience.ts'

const clockState = z
  .object({
    mode,
    now,
    pending: z
      .array(z.object({ dueAt: z.iso.datetime(), label: z.string() }))
      .describe('What is due, in the order in which it will run.'),
    heldBy: z
      .array(z.object({ what: z.string(), forMs: z.number().int().describe('Milliseconds of real time.') }))
      .optional()
      .describe('Who keeps time from moving now: the job that runs, requests in flight.'),
    advancingTo: z.iso.datetime().optional().describe('The goal of an advance that is under way.'),
  })
  .meta({ id: 'ClockState' })

const waiting = z
  .object({
    dueAt: z.iso.datetime(),
    label: z.string(),
    scenario: z.object({ id: z.string(), name: z.string() }).optional(),
    node: z.number().int().optional(),
    customers: z
      .array(z.object({ id: z.string().describe('Internal id.'), name: z.string() }))
      .describe('Who waits there, the first 100.'),
    count: z.number().int().describe('How many wait there.'),
  })
  .meta({ id: 'Waiting' })

const waitingQuery = z.strictObject({
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(10_000)
    .optional()
    .describe('Moments at most; 1,000 unless told.'),
})

const timeout = z
  .string()
  .optional()
  .describe('A length of real time such as "30s", after which it is given up: clock-timeout.')

const advance = z
  .union([z.strictObject({ by: z.string(), timeout }), z.strictObject({ to: z.string(), timeout })], {
    error: 'expected {"by":"1m"} or {"to":"2026-01-05T10:00:00Z"}, perhaps with a "timeout" such as "30s"',
  })
  .meta({ id: 'Advance' })

export type ClockState = z.output<typeof clockState>
export type Waiting = z.output<typeof waiting>
export type WaitingQuery = z.output<typeof waitingQuery>

export const clockOperations = [
  operation({
    method: 'get',
    path: '/ready',
    id: 'ready',
    summary: 'Says where things are.',
    answer: ready,
    run: (_, sandbox) => sandbox.ready(),
  }),
  operation({
    method: 'get',
    path: '/clock',
    id: 'readClock',
    summary: 'Shows mode, now and what is due.',
    answer: clockState,
    run: (_, sandbox) => stateOf(sandbox),
  }),
  operation({
    method: 'get',
    path: '/clock/waiting',
    id: 'listWaiting',
    summary: 'Lists what waits in the order in which it will run, with the customers that it waits for.',
    query: waitingQuery,
    answer: z.object({ now, total: z.number().int(), waiting: z.array(waiting) }),
    run({ query: { limit = 1_000 } }, sandbox) {
      const { clock } = sandbox.live().world
      const all = clock.waitingFor()
      return {
        now: msToIso(clock.now()),
        total: all.length,
        waiting: all.slice(0, limit).map(job => waitingOf(job, sandbox)),
      }
    },
  }),
  operation({
    method: 'post',
    path: '/clock/advance',
    id: 'advanceClock',
    summary: 'Moves time forward; every due job has run, in order, before it answers.',
    body: advance,
    answer: clockState,
    async run({ body, gone }, sandbox) {
      const { clock } = sandbox.live().world
      const to = 'by' in body ? clock.now() + durationToMs(body.by) : instant(body.to)
      if (to > LAST_INSTANT) throw tooFar(body)
      const move = (cancel: AbortSignal) =>
        'by' in body ? clock.advance(durationToMs(body.by), cancel) : clock.advanceTo(to, cancel)
      await patiently(move, { what: 'advance', clock, timeout: body.timeout, gone })
      return stateOf(sandbox)
    },
  }),
  operation({
    method: 'delete',
    path: '/clock/advance',
    id: 'cancelAdvance',
    summary: 'Cancels every advance that is under way; the clock stands at the last job that ran.',
    answer: clockState,
    run(_, sandbox) {
      sandbox.live().world.clock.halt()
      return stateOf(sandbox)
    },
  }),
  operation({
    method: 'post',
    path: '/settle',
    id: 'settle',
    summary: 'Waits until nothing runs and, on a fast clock, nothing is due.',
    body: z.strictObject({ timeout }),
    answer: z.object({ now }),
    async run({ body: { timeout }, gone }, sandbox) {
      const { clock } = sandbox.live().world
      await patiently(() => clock.settle(), { what: 'settle', clock, timeout, gone })
      return { now: msToIso(clock.now()) }
    },
  }),
  operation({
    method: 'post',
    path: '/reset',
    id: 'reset',
    summary: 'Goes back to the loaded world with the same seed; the inbox is emptied.',
    answer: ready,
    async run(_, sandbox) {
      await sandbox.reset()
      return sandbox.ready()
    },
  }),
]

function stateOf(sandbox: Controlled): ClockState {
  const { clock } = sandbox.live().world
  const pending = clock.pending().map(({ dueAt, label }) => ({ dueAt: msToIso(dueAt), label }))
  const heldBy = clock.holders()
  const goal = clock.goal()
  return {
    mode: clock.mode,
    now: msToIso(clock.now()),
    pending,
    ...(heldBy.length === 0 ? {} : { heldBy }),
    ...(goal === undefined ? {} : { advancingTo: msToIso(goal) }),
  }
}

const MOST_NAMED = 100

function waitingOf({ dueAt, label, about }: WaitingFor, sandbox: Controlled): Waiting {
  const { scenarios, customers } = sandbox.live().bloomreach
  const { scenario, node, customers: ids = [] } = about
  const name = scenarios.list().find(({ id }) => id === scenario)?.name
  const nameOf = (id: string) => {
    const known = customers.get(id)
    return known?.ids.registered ?? Object.values(known?.ids ?? {})[0] ?? id
  }
  return {
    dueAt: msToIso(dueAt),
    label,
    ...(scenario === undefined || name === undefined ? {} : { scenario: { id: scenario, name } }),
    ...(node === undefined ? {} : { node }),
    customers: ids.slice(0, MOST_NAMED).map(id => ({ id, name: nameOf(id) })),
    count: ids.length,
  }
}

const tooFar = (wanted: object): SandboxError =>
  new SandboxError(
    'invalid-instant',
    `Cannot move the clock by ${JSON.stringify(wanted)}: that is after the year 9999.`,
    { remedy: 'Choose an earlier instant.' },
  )

function instant(text: string): number {
  const at = parseInstant(text)
  if (at !== undefined) return at
  throw new SandboxError(
    'invalid-instant',
    `Cannot move the clock to ${JSON.stringify(text)}: it is not an RFC 3339 instant.`,
    { remedy: 'Write for example 2026-01-05T10:00:00Z.' },
  )
}
