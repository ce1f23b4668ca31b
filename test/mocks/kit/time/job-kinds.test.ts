import { expect, test } from 'vitest'
import { VirtualClock } from '../../../../mocks/kit/time/virtual-clock.ts'

const START = Date.UTC(2026, 0, 5, 9)

const nothing = { label: () => 'nothing', run: () => {} }

test('what is not data does not compile as the ids of a job', () => {
  const clock = VirtualClock.manual(START)
  const jobs = clock.performs<{ at: number; wake: () => void }>('with a function', nothing)
  // @ts-expect-error a function cannot be written down
  jobs.at(START + 1, { at: 1, wake: () => {} })
  const sets = clock.performs<{ names: Set<string> }>('with a set', nothing)
  // @ts-expect-error nor can a set
  sets.at(START + 1, { names: new Set() })
  const lists = clock.performs<{ names: readonly string[]; more?: { from: unknown } }>('with lists', nothing)
  lists.at(START + 1, { names: ['ada'], more: { from: 1 } })

  expect(clock.pending()).toHaveLength(3)
})

test('a kind has one performer', () => {
  const clock = VirtualClock.manual(START)
  clock.performs('mail', nothing)

  expect(() => clock.performs('mail', nothing)).toThrow('two performers of mail')
})

test('the performer gets the ids, the number and the due time of the job', async () => {
  const clock = VirtualClock.manual(START)
  const ran: unknown[] = []
  const jobs = clock.performs<{ name: string }>('greet', {
    label: ({ name }) => `greets ${name}`,
    run: (ids, { seq, dueAt }) => void ran.push(ids, seq, dueAt),
  })
  const seq = jobs.at(START + 5, { name: 'ada' })
  expect(clock.pending()).toEqual([{ dueAt: START + 5, label: 'greets ada' }])

  await clock.advance(10)

  expect(ran).toEqual([{ name: 'ada' }, seq, START + 5])
})

test('saved jobs that are restored run in their order, and the next one gets the next number', async () => {
  const clock = VirtualClock.manual(START)
  const ran: string[] = []
  const jobs = clock.performs<{ name: string }>('greet', {
    label: ({ name }) => name,
    run: ({ name }) => void ran.push(name),
  })
  jobs.at(START + 5, { name: 'second' })
  jobs.at(START + 2, { name: 'first' }, { onDemand: true })
  const saved = JSON.parse(JSON.stringify(clock.savedJobs()))

  jobs.at(START + 3, { name: 'dropped' })
  clock.restoreJobs(saved)

  expect(clock.savedJobs()).toEqual(saved)
  expect(jobs.at(START + 5, { name: 'third' })).toBe(saved.seq + 1)
  await clock.advance(10)
  expect(ran).toEqual(['first', 'second', 'third'])
})

test('a cancelled job does not run, and to cancel it again is nothing', async () => {
  const clock = VirtualClock.manual(START)
  const ran: string[] = []
  const jobs = clock.performs<Record<string, never>>('greet', {
    label: () => 'greets',
    run: () => void ran.push('greeted'),
  })
  const seq = jobs.at(START + 5, {})

  clock.cancel(seq)
  clock.cancel(seq)
  await clock.advance(10)

  expect(ran).toEqual([])
})
