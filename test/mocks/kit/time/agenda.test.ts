import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Agenda, type WaitingJob } from '../../../../mocks/kit/time/agenda.ts'
import { allDraws } from '../../../support/thoroughness.ts'

const job = (dueAt: number, kind: string, onDemand = false) => ({ dueAt, kind, ids: {}, onDemand })

function drain(agenda: Agenda): WaitingJob[] {
  const taken: WaitingJob[] = []
  for (;;) {
    const job = agenda.earliest()
    if (job === undefined) return taken
    agenda.remove(job.seq)
    taken.push(job)
  }
}

test('takes jobs by due time, then in the order of scheduling', () => {
  const agenda = new Agenda()
  agenda.add(job(20, 'late'))
  agenda.add(job(10, 'first of two'))
  agenda.add(job(10, 'second of two'))
  agenda.add(job(5, 'early'))

  expect(drain(agenda).map(job => job.kind)).toEqual(['early', 'first of two', 'second of two', 'late'])
})

test('a cancelled job is neither taken nor listed', () => {
  const agenda = new Agenda()
  const first = agenda.add(job(1, 'first'))
  const second = agenda.add(job(2, 'second'))
  agenda.add(job(3, 'third'))

  agenda.remove(second)
  expect(agenda.list().map(job => job.kind)).toEqual(['first', 'third'])

  agenda.remove(first)
  expect(drain(agenda).map(job => job.kind)).toEqual(['third'])
})

test('leaves out what waits for an explicit advance when asked for runs only', () => {
  const agenda = new Agenda()
  agenda.add(job(1, 'trigger', true))
  agenda.add(job(2, 'run'))

  expect(agenda.earliest()?.kind).toBe('trigger')
  expect(agenda.earliest({ runsOnly: true })?.kind).toBe('run')
})

test('an empty agenda has no earliest job', () => {
  expect(new Agenda().earliest()).toBeUndefined()
})

test('agrees with a sorted list whatever is added, cancelled and taken', () => {
  const added = fc.record({ dueAt: fc.integer({ min: 0, max: 20 }), onDemand: fc.boolean() })
  const step = fc.oneof(
    { weight: 4, arbitrary: fc.record({ do: fc.constant('add' as const), job: added }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('cancel' as const), which: fc.nat() }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('take' as const) }) },
  )

  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), steps => {
      const agenda = new Agenda()
      let model: WaitingJob[] = []
      for (const one of steps) {
        if (one.do === 'add') {
          const seq = agenda.add({ ...one.job, kind: 'job', ids: {} })
          model.push(...agenda.list().filter(added => added.seq === seq))
          model.sort((a, b) => a.dueAt - b.dueAt || a.seq - b.seq)
          continue
        }
        const job = one.do === 'take' ? agenda.earliest() : model[one.which % (model.length || 1)]
        if (one.do === 'take') expect(job).toBe(model[0])
        if (job === undefined) continue
        agenda.remove(job.seq)
        model = model.filter(other => other !== job)
      }
      expect(agenda.list()).toEqual(model)
      expect(agenda.earliest({ runsOnly: true })).toBe(model.find(job => !job.onDemand))
      expect(drain(agenda)).toEqual(model)
    }),
    allDraws(),
  )
})
