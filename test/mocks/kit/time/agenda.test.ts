import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Agenda, type Job } from '../../../../mocks/kit/time/agenda.ts'

const nothing = () => {}

function drain(agenda: Agenda): Job[] {
  const taken: Job[] = []
  for (;;) {
    const job = agenda.earliest()
    if (job === undefined) return taken
    agenda.remove(job)
    taken.push(job)
  }
}

test('takes jobs by due time, then in the order of scheduling', () => {
  const agenda = new Agenda()
  agenda.add(20, 'late', nothing)
  agenda.add(10, 'first of two', nothing)
  agenda.add(10, 'second of two', nothing)
  agenda.add(5, 'early', nothing)

  expect(drain(agenda).map(job => job.label)).toEqual(['early', 'first of two', 'second of two', 'late'])
})

test('a cancelled job is neither taken nor listed', () => {
  const agenda = new Agenda()
  const first = agenda.add(1, 'first', nothing)
  const second = agenda.add(2, 'second', nothing)
  agenda.add(3, 'third', nothing)

  agenda.remove(second)
  expect(agenda.list().map(job => job.label)).toEqual(['first', 'third'])

  agenda.remove(first)
  expect(drain(agenda).map(job => job.label)).toEqual(['third'])
})

test('leaves out what waits for an explicit advance when asked for runs only', () => {
  const agenda = new Agenda()
  agenda.add(1, 'trigger', nothing, true)
  agenda.add(2, 'run', nothing)

  expect(agenda.earliest()?.label).toBe('trigger')
  expect(agenda.earliest({ runsOnly: true })?.label).toBe('run')
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
      let model: Job[] = []
      for (const one of steps) {
        if (one.do === 'add') {
          model.push(agenda.add(one.job.dueAt, 'job', nothing, one.job.onDemand))
          model.sort((a, b) => a.dueAt - b.dueAt || a.seq - b.seq)
          continue
        }
        const job = one.do === 'take' ? agenda.earliest() : model[one.which % (model.length || 1)]
        if (one.do === 'take') expect(job).toBe(model[0])
        if (job === undefined) continue
        agenda.remove(job)
        model = model.filter(other => other !== job)
      }
      expect(agenda.list()).toEqual(model)
      expect(agenda.earliest({ runsOnly: true })).toBe(model.find(job => !job.onDemand))
      expect(drain(agenda)).toEqual(model)
    }),
  )
})
