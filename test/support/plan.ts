// Jobs of a test: each is a function, under one kind for its clock.
import type { Label } from '../../mocks/kit/time/agenda.ts'
import type { Clock } from '../../mocks/kit/time/clock.ts'
import type { AtOptions, JobKind } from '../../mocks/kit/time/job-kinds.ts'

interface Planned {
  label: Label
  run: () => Promise<void> | void
}

const plans = new WeakMap<Clock, { kind: JobKind<{ plan: number }>; planned: Planned[] }>()

/** Schedules the function; answers what cancels it. */
export function plan(
  clock: Clock,
  dueAt: number,
  label: Label,
  run: Planned['run'],
  options: AtOptions = {},
): () => void {
  const { kind, planned } = plans.get(clock) ?? begin(clock)
  const seq = kind.at(dueAt, { plan: planned.push({ label, run }) - 1 }, options)
  return () => clock.cancel(seq)
}

function begin(clock: Clock) {
  const planned: Planned[] = []
  const kind = clock.performs<{ plan: number }>('test/plan', {
    label({ plan }) {
      const label = planned[plan]?.label ?? ''
      return typeof label === 'string' ? label : label()
    },
    run: ({ plan }) => planned[plan]?.run(),
  })
  const made = { kind, planned }
  plans.set(clock, made)
  return made
}
