import { expect, test } from 'vitest'
import type { DrivenClock } from '../../../../mocks/kit/time/clock.ts'
import { durationToMs } from '../../../../mocks/kit/time/duration.ts'
import { VirtualClock } from '../../../../mocks/kit/time/virtual-clock.ts'
import { plan } from '../../../support/plan.ts'

const START = Date.UTC(2026, 0, 5, 9)
const MINUTE = durationToMs('1m')

/** Keeps "label at minutes" for each job that ran. */
function recorder(clock: DrivenClock) {
  const ran: string[] = []
  const schedule = (minutes: number, label: string, also: () => Promise<void> | void = () => {}) =>
    plan(clock, START + minutes * MINUTE, label, async () => {
      ran.push(`${label} at ${(clock.now() - START) / MINUTE}`)
      await also()
    })
  return { ran, schedule }
}

/** Lets everything happen that needs no timer, also when the clock lets others go first. */
const macrotask = async () => {
  await new Promise(setImmediate)
  await new Promise(setImmediate)
}

test('a manual clock stands until it is told', async () => {
  const clock = VirtualClock.manual(START)
  const { ran, schedule } = recorder(clock)
  schedule(1, 'ada')

  await clock.settle()
  expect(ran).toEqual([])
  expect(clock.now()).toBe(START)

  await clock.advance(MINUTE)
  expect(ran).toEqual(['ada at 1'])
})

test('runs by due time and then in the order of scheduling, each job at its own time', async () => {
  const clock = VirtualClock.manual(START)
  const { ran, schedule } = recorder(clock)
  schedule(3, 'late')
  schedule(1, 'first of two')
  schedule(1, 'second of two')
  schedule(2, 'between')
  schedule(6, 'out of range')

  await clock.advance(5 * MINUTE)

  expect(ran).toEqual(['first of two at 1', 'second of two at 1', 'between at 2', 'late at 3'])
  expect(clock.now()).toBe(START + 5 * MINUTE)
  expect(clock.pending()).toEqual([{ dueAt: START + 6 * MINUTE, label: 'out of range' }])
})

test('awaits a job to its end before the next one starts', async () => {
  const clock = VirtualClock.manual(START)
  const { ran, schedule } = recorder(clock)
  schedule(1, 'slow', async () => {
    await macrotask()
    ran.push(`slow ends at ${(clock.now() - START) / MINUTE}`)
  })
  schedule(1, 'next')

  await clock.advance(MINUTE)

  expect(ran).toEqual(['slow at 1', 'slow ends at 1', 'next at 1'])
})

test('a job added on the way and due in range runs in the same advance', async () => {
  const clock = VirtualClock.manual(START)
  const { ran, schedule } = recorder(clock)
  schedule(1, 'parent', () => {
    schedule(2, 'child')
    schedule(9, 'grandchild for later')
  })

  await clock.advance(5 * MINUTE)

  expect(ran).toEqual(['parent at 1', 'child at 2'])
})

test('a job due in the past runs at once and does not turn time back', async () => {
  const clock = VirtualClock.manual(START)
  const { ran, schedule } = recorder(clock)
  schedule(-5, 'overdue')

  await clock.settle()

  expect(ran).toEqual(['overdue at 0'])
})

test('what is due now runs by itself, on a manual clock too', async () => {
  const clock = VirtualClock.manual(START)
  const { ran, schedule } = recorder(clock)
  schedule(0, 'now')

  expect(ran).toEqual([])
  await macrotask()
  expect(ran).toEqual(['now at 0'])
})

test('a fast clock jumps by itself from one job to the next', async () => {
  const clock = VirtualClock.fast(START)
  const { ran, schedule } = recorder(clock)
  schedule(1, 'wait', () => {
    schedule(90, 'long wait')
  })

  await clock.settle()

  expect(ran).toEqual(['wait at 1', 'long wait at 90'])
  expect(clock.now()).toBe(START + 90 * MINUTE)
})

test('a fast clock does not jump to a trigger; an advance reaches it', async () => {
  const clock = VirtualClock.fast(START)
  const { ran, schedule } = recorder(clock)
  const everyDay = (day: number) =>
    plan(
      clock,
      START + day * 1_440 * MINUTE,
      'every day',
      () => {
        ran.push(`day ${day}`)
        schedule(day * 1_440 + 1, 'entered')
        everyDay(day + 1)
      },
      { onDemand: true },
    )
  everyDay(1)

  await clock.settle()
  expect(ran).toEqual([])

  await clock.advance(durationToMs('1d'))
  await clock.settle()
  expect(ran).toEqual(['day 1', 'entered at 1441'])
  expect(clock.pending().map(job => job.label)).toEqual(['every day'])
})

test('next runs up to the earliest job, whatever it is', async () => {
  const clock = VirtualClock.manual(START)
  const { ran, schedule } = recorder(clock)
  schedule(7, 'ada')
  schedule(8, 'bob')

  await clock.next()
  expect(ran).toEqual(['ada at 7'])

  await clock.next()
  await clock.next()
  expect(clock.now()).toBe(START + 8 * MINUTE)
})

test('a cancelled job does not run', async () => {
  const clock = VirtualClock.manual(START)
  const { ran, schedule } = recorder(clock)
  const cancel = schedule(1, 'ada')
  schedule(1, 'bob')

  cancel()
  await clock.advance(MINUTE)
  cancel()

  expect(ran).toEqual(['bob at 1'])
})

test('a label may be worked out when somebody looks', () => {
  const clock = VirtualClock.manual(START)
  let name = 'ada'
  plan(
    clock,
    START + MINUTE,
    () => `${name} at #2`,
    () => {},
  )
  name = 'bob'
  expect(clock.pending()).toEqual([{ dueAt: START + MINUTE, label: 'bob at #2' }])
})

test('time waits until every hold is released', async () => {
  const clock = VirtualClock.manual(START)
  const { ran, schedule } = recorder(clock)
  schedule(1, 'ada')
  const releases = [clock.hold('a request'), clock.hold('a request')]

  const advanced = clock.advance(MINUTE)
  releases[0]?.()
  await macrotask()
  expect(ran).toEqual([])

  releases[1]?.()
  await advanced
  expect(ran).toEqual(['ada at 1'])
})

test('a hold released twice is a bug', () => {
  const release = VirtualClock.manual(START).hold('a request')
  release()
  expect(release).toThrow('Bug in referral-sandbox: a hold of the clock is released twice')
})

test('settle waits for the holder and for what the holder schedules', async () => {
  const clock = VirtualClock.manual(START)
  const { ran, schedule } = recorder(clock)
  const release = clock.hold('a request')
  const settled = clock.settle()

  schedule(0, 'scheduled while in flight')
  release()
  await settled

  expect(ran).toEqual(['scheduled while in flight at 0'])
})

test('two advances run one after the other', async () => {
  const clock = VirtualClock.manual(START)
  const { ran, schedule } = recorder(clock)
  schedule(1, 'ada', macrotask)
  schedule(2, 'bob')

  await Promise.all([clock.advance(MINUTE), clock.advance(MINUTE)])

  expect(ran).toEqual(['ada at 1', 'bob at 2'])
  expect(clock.now()).toBe(START + 2 * MINUTE)
})

test('a job cannot move the clock', async () => {
  const clock = VirtualClock.manual(START)
  const { schedule } = recorder(clock)
  schedule(1, 'greedy', () => clock.advance(MINUTE))

  await expect(clock.advance(MINUTE)).rejects.toMatchObject({
    code: 'advance-inside-job',
    message: expect.stringContaining('Cannot move the clock: a job that the clock itself runs asks for it.'),
  })
})

test('a job of one clock can move another clock', async () => {
  const clock = VirtualClock.manual(START)
  const other = VirtualClock.manual(START)
  recorder(clock).schedule(1, 'drives the other', () => other.advance(MINUTE))

  await clock.advance(MINUTE)

  expect(other.now()).toBe(START + MINUTE)
})

test.each([
  [
    'backwards',
    -1,
    'Cannot move the clock to 2026-01-05T08:59:59.999Z: it stands at 2026-01-05T09:00:00.000Z',
  ],
  ['to no number', Number.NaN, 'Cannot move the clock to an invalid instant'],
  ['to the end of time', Number.POSITIVE_INFINITY, 'Cannot move the clock to an invalid instant'],
  ['beyond all dates', 9e15, 'Cannot move the clock to an invalid instant'],
])('refuses to move %s', async (_, ms, message) => {
  const clock = VirtualClock.manual(START)

  await expect(clock.advance(ms)).rejects.toMatchObject({
    code: 'clock-backwards',
    message: expect.stringContaining(message),
  })
  expect(clock.now()).toBe(START)
  await clock.advance(MINUTE)
})

test('a loop without a wait is stopped and names its jobs', async () => {
  const clock = VirtualClock.manual(START, { chain: 50 })
  const { schedule } = recorder(clock)
  const ping = (): unknown => schedule(1, 'ada at #3', () => void pong())
  const pong = (): unknown => schedule(1, 'ada at #4', () => void ping())
  ping()

  await expect(clock.advance(5 * MINUTE)).rejects.toMatchObject({
    code: 'endless-schedule',
    message:
      'Cannot go on: a chain of more than 50 jobs ran at 2026-01-05T09:01:00.000Z without time moving. Look for a loop without a wait among: ada at #4, ada at #3.',
  })
  expect(clock.now()).toBe(START + MINUTE)
})

test('a crowd that is due at one instant is no loop', async () => {
  const clock = VirtualClock.fast(START, { chain: 50 })
  let left = 0
  for (let i = 0; i < 500; i++) {
    plan(clock, START + MINUTE, `customer ${i}`, () => {
      plan(clock, clock.now(), `customer ${i} again`, () => {
        left++
      })
    })
  }

  await clock.settle()

  expect(left).toBe(500)
})

test('a bug in a job stops the advance at the time of that job', async () => {
  const clock = VirtualClock.manual(START)
  const { ran, schedule } = recorder(clock)
  schedule(1, 'buggy', () => {
    throw new Error('impossible')
  })
  schedule(2, 'after')

  await expect(clock.advance(5 * MINUTE)).rejects.toThrow('impossible')

  expect(ran).toEqual(['buggy at 1'])
  expect(clock.now()).toBe(START + MINUTE)
  expect(clock.pending().map(job => job.label)).toEqual(['after'])
})

test.each(['settle', 'advance'] as const)(
  'a bug that nobody awaited surfaces at the next %s, once',
  async verb => {
    const clock = VirtualClock.fast(START)
    const { ran, schedule } = recorder(clock)
    schedule(1, 'buggy', () => {
      throw new Error('impossible')
    })
    schedule(2, 'after')
    await macrotask()
    expect(ran).toEqual(['buggy at 1'])

    await expect(verb === 'settle' ? clock.settle() : clock.advance(0)).rejects.toThrow('impossible')

    await clock.settle()
    expect(ran).toEqual(['buggy at 1', 'after at 2'])
  },
)

test('a stopped clock runs nothing more', async () => {
  const clock = VirtualClock.fast(START)
  const { ran, schedule } = recorder(clock)
  schedule(1, 'last', () => clock.stop())
  schedule(2, 'never')

  await clock.settle()

  expect(ran).toEqual(['last at 1'])
})

test('everything else is served while a fast clock jumps, and a clock that is stopped jumps no more', async () => {
  const clock = VirtualClock.fast(START, {
    rounds: Number.POSITIVE_INFINITY,
    years: Number.POSITIVE_INFINITY,
  })
  let rounds = 0
  const again = (): unknown =>
    plan(clock, clock.now() + MINUTE, 'ada waits at #2', () => {
      rounds++
      again()
    })
  again()
  const settled = clock.settle()

  // Hangs when nothing is served.
  while (rounds === 0) await macrotask()
  const before = rounds
  while (rounds === before) await macrotask()
  clock.stop()
  await settled

  expect(clock.pending()).toHaveLength(1)
})

test('a fast clock that goes round in a loop stops, and names who waits where', async () => {
  const told: string[] = []
  const clock = VirtualClock.fast(START, { rounds: 20, whenEndless: message => told.push(message) })
  let rounds = 0
  const again = (): unknown =>
    plan(clock, clock.now() + MINUTE, 'ada waits at #2', () => {
      rounds++
      again()
    })
  again()

  const refusal = {
    code: 'endless-run',
    message:
      'Cannot go on by itself: the fast clock would jump to 2026-01-05T09:22:00.000Z, where ada waits at #2, and time moved 20 times on this way already. Give the loop a way out, advance the clock yourself, or raise fastClock.rounds in the world file.',
  }
  await expect(clock.settle()).rejects.toMatchObject(refusal)
  await expect(clock.settle()).rejects.toMatchObject(refusal)
  expect(rounds).toBe(21)
  expect(told).toEqual([refusal.message])
})

test('told to, a clock goes through a loop as long as it is told', async () => {
  const clock = VirtualClock.manual(START, { rounds: 20 })
  let rounds = 0
  const again = (): unknown =>
    plan(clock, clock.now() + MINUTE, 'ada waits at #2', () => {
      rounds++
      again()
    })
  again()

  await clock.advance(100 * MINUTE)

  expect(rounds).toBe(100)
})

test('many who wait one after the other are no loop', async () => {
  const clock = VirtualClock.fast(START, { rounds: 20 })
  let through = 0
  for (let minute = 1; minute <= 200; minute++)
    plan(clock, START + minute * MINUTE, 'ada', () => void through++)

  await clock.settle()

  expect(through).toBe(200)
})

test('a fast clock does not jump by more years than it may, and an advance does', async () => {
  const clock = VirtualClock.fast(START, { years: 2 })
  const { ran, schedule } = recorder(clock)
  schedule(3 * 366 * 1_440, 'ada')

  await expect(clock.settle()).rejects.toMatchObject({
    code: 'endless-run',
    message: expect.stringContaining('that is more than 2 years away'),
  })
  expect(clock.now()).toBe(START)

  await clock.advance(durationToMs(`${4 * 366}d`))
  expect(ran).toHaveLength(1)
})

test('a cancelled advance stands at the last job that ran, and can go on', async () => {
  const clock = VirtualClock.manual(START)
  const { ran, schedule } = recorder(clock)
  const cancel = new AbortController()
  schedule(1, 'ada', () => cancel.abort())
  schedule(2, 'bob')

  await expect(clock.advance(5 * MINUTE, cancel.signal)).rejects.toMatchObject({
    code: 'advance-cancelled',
    message:
      'Cannot move the clock to 2026-01-05T09:05:00.000Z: it was stopped on the way, at 2026-01-05T09:01:00.000Z. Advance again to go on.',
  })
  expect(ran).toEqual(['ada at 1'])

  await clock.advance(5 * MINUTE)
  expect(ran).toEqual(['ada at 1', 'bob at 2'])
})

test('an advance that waits for a holder can be cancelled, and the clock says who holds it', async () => {
  const clock = VirtualClock.manual(START)
  const cancel = new AbortController()
  const release = clock.hold(() => 'GET /v1/slow')
  const advanced = clock.advance(MINUTE, cancel.signal)
  await macrotask()

  expect(clock.holders()).toEqual([{ what: 'GET /v1/slow', forMs: expect.any(Number) }])
  cancel.abort()
  await expect(advanced).rejects.toMatchObject({ code: 'advance-cancelled' })

  release()
  expect(clock.holders()).toEqual([])
})

test('the job that runs is a holder too', async () => {
  const clock = VirtualClock.manual(START)
  const { schedule } = recorder(clock)
  let holders: unknown
  schedule(1, 'ada waits at #2', () => {
    holders = clock.holders()
  })

  await clock.advance(MINUTE)

  expect(holders).toEqual([{ what: 'ada waits at #2', forMs: expect.any(Number) }])
})

test('a job that breathes is not stuck, one that only waits is', async () => {
  const clock = VirtualClock.manual(START)
  const { schedule } = recorder(clock)
  const stuck: unknown[] = []
  schedule(1, 'a crowd', async () => {
    while (clock.stuck(50).length === 0) await new Promise(resolve => setTimeout(resolve, 5))
    stuck.push(clock.stuck(50))
    const breath = clock.breathe()
    stuck.push(clock.stuck(50))
    await breath
  })

  await clock.advance(MINUTE)

  expect(stuck).toEqual([[{ what: 'a crowd', forMs: expect.any(Number) }], []])
})

test('a job of a stopped clock ends where it breathes, and nobody waits for it', async () => {
  const clock = VirtualClock.manual(START)
  const { ran, schedule } = recorder(clock)
  schedule(1, 'crowd', async () => {
    await clock.breathe()
    clock.stop()
    await clock.breathe()
    ran.push('never')
  })

  await expect(clock.advance(5 * MINUTE)).rejects.toMatchObject({ code: 'advance-cancelled' })
  expect(ran).toEqual(['crowd at 1'])
})

test('what would leave the calendar is refused where it is scheduled', () => {
  const clock = VirtualClock.manual(Date.UTC(9999, 11, 31))

  expect(() => plan(clock, Date.UTC(10_000, 0, 1), 'ada waits at #2', () => {})).toThrow(
    'Cannot schedule "ada waits at #2": that is outside of the years 1 to 9999. Choose a shorter wait.',
  )
  expect(clock.pending()).toEqual([])
})
