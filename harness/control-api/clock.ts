// The clock: state, advance, settle, reset; and where things are.
import { z } from 'zod'
import { durationToMs, LAST_INSTANT, msToIso, parseInstant } from '../../mocks/kit/duration.ts'
import { SandboxError } from '../../mocks/kit/sandbox-error.ts'
import type { Controlled } from './controlled.ts'
import { operation } from './operation.ts'
import { mode, now, ready } from './ready.ts'

const clockState = z
  .object({
    mode,
    now,
    pending: z
      .array(z.object({ dueAt: z.iso.datetime(), label: z.string() }))
      .describe('What is due, in the order in which it will run.'),
  })
  .meta({ id: 'ClockState' })

const advance = z
  .union([z.strictObject({ by: z.string() }), z.strictObject({ to: z.string() })], {
    error: 'expected {"by":"1m"} or {"to":"2026-01-05T10:00:00Z"}',
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
    async run({ body }, sandbox) {
      const { clock } = sandbox.live().world
      const to = 'by' in body ? clock.now() + durationToMs(body.by) : instant(body.to)
      if (to > LAST_INSTANT) throw tooFar(body)
      if ('by' in body) await clock.advance(durationToMs(body.by))
      else await clock.advanceTo(to)
      return stateOf(sandbox)
    },
  }),
  operation({
    method: 'post',
    path: '/settle',
    id: 'settle',
    summary: 'Waits until nothing runs and, on a fast clock, nothing is due.',
    answer: z.object({ now }),
    async run(_, sandbox) {
      const { clock } = sandbox.live().world
      await clock.settle()
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
  return { mode: clock.mode, now: msToIso(clock.now()), pending }
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
