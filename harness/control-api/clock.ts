// The clock: state, advance, settle, reset; and where things are.
import { z } from 'zod'
import { SandboxError } from '../../mocks/kit/sandbox-error.ts'
import { durationToMs, LAST_INSTANT, msToIso, parseInstant } from '../../mocks/kit/time/duration.ts'
import type { Controlled } from './controlled.ts'
import { operation } from './operation.ts'
import { patiently } from './patience.ts'
import { mode, now, ready } from './ready.ts'

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
