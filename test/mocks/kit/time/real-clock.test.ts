import { expect, test } from 'vitest'
import { RealClock } from '../../../../mocks/kit/time/real-clock.ts'
import { plan } from '../../../support/plan.ts'

/** Lets everything happen that needs no timer. */
const macrotask = () => new Promise(setImmediate)

test('the real clock runs a job once the wall clock reaches it', async () => {
  const clock = new RealClock()
  const due = clock.now() + 15
  let ranAt = 0
  plan(clock, due, 'soon', () => {
    ranAt = clock.now()
  })

  await clock.settle()

  expect(ranAt).toBeGreaterThanOrEqual(due)
  expect(clock.pending()).toEqual([])
  clock.stop()
})

test('the real clock runs by due time, then in the order of scheduling, one at a time', async () => {
  const clock = new RealClock()
  const ran: string[] = []
  const now = clock.now()
  plan(clock, now + 10, 'late', () => void ran.push('late'))
  plan(clock, now, 'first', async () => {
    await macrotask()
    ran.push('first')
  })
  plan(clock, now, 'second', () => void ran.push('second'))
  plan(clock, now, 'cancelled', () => void ran.push('cancelled'))()

  await clock.settle()

  expect(ran).toEqual(['first', 'second', 'late'])
  clock.stop()
})

test('a stopped real clock leaves its jobs pending', async () => {
  const clock = new RealClock()
  let ran = false
  plan(clock, clock.now(), 'never', () => {
    ran = true
  })
  clock.stop()

  await clock.settle()

  expect(ran).toBe(false)
  expect(clock.pending()).toHaveLength(1)
})

test('the real clock cannot be moved', async () => {
  await expect(new RealClock().advance(60_000)).rejects.toMatchObject({
    code: 'real-clock',
    message:
      'Cannot move the clock: this sandbox runs on the real clock. Start it with --clock fast or --clock manual.',
  })
})

test('a bug under the real clock surfaces at the next settle', async () => {
  const clock = new RealClock()
  plan(clock, clock.now(), 'buggy', () => {
    throw new Error('impossible')
  })
  plan(clock, clock.now() + 5, 'after', () => {})

  await expect(clock.settle()).rejects.toThrow('impossible')
  await clock.settle()
  expect(clock.pending()).toEqual([])
})

test('a failed last job under the real clock surfaces too', async () => {
  const clock = new RealClock()
  plan(clock, clock.now(), 'buggy', () => {
    throw new Error('impossible')
  })

  await expect(clock.settle()).rejects.toThrow('impossible')
})
