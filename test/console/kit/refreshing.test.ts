// When the console asks again, on a clock of the test's own.
import { beforeEach, expect, test } from 'vitest'
import { type Refreshing, refreshing } from '../../../harness/console/app/kit/refreshing.ts'

let now: number
let planned: { at: number; run: () => void } | undefined
let asked: { at: number; topics: string[] }[]
let tookMs: number
let view: Refreshing<string>

beforeEach(() => {
  now = 0
  planned = undefined
  asked = []
  tookMs = 0
  view = refreshing(
    async topics => {
      asked.push({ at: now, topics })
      if (tookMs === Number.POSITIVE_INFINITY) return new Promise(() => {})
      now += tookMs
    },
    {
      now: () => now,
      after(ms, run) {
        const own = { at: now + ms, run }
        planned = own
        return () => {
          if (planned === own) planned = undefined
        }
      },
    },
  )
})

async function until(instant: number): Promise<void> {
  while (planned !== undefined && planned.at <= instant) {
    const { at, run } = planned
    planned = undefined
    now = Math.max(now, at)
    run()
    await Promise.resolve()
    await Promise.resolve()
  }
  now = Math.max(now, instant)
}

/** Tells of itself four times a second, as a stream of kinds does. */
async function busyUntil(instant: number): Promise<void> {
  while (now < instant) {
    view.becomeStale(['journal'], 'much')
    await until(now + 250)
  }
}

test('what happens in a calm world is asked for at once, and each topic once', async () => {
  view.becomeStale(['clock', 'inbox'], 'some')
  view.becomeStale(['inbox'], 'some')
  await until(1_000)
  expect(asked).toEqual([{ at: 100, topics: ['clock', 'inbox'] }])
})

test('a busy world is asked every two seconds', async () => {
  await busyUntil(7_000)
  expect(asked.map(({ at }) => at)).toEqual([2_000, 4_000, 6_000])
})

test('a busy world is asked the more seldom the longer it takes to answer', async () => {
  tookMs = 200
  await busyUntil(14_000)
  expect(asked.map(({ at }) => at)).toEqual([2_000, 7_000, 12_000])
})

test('a busy world that becomes calm is asked once more, long before its pause is over', async () => {
  tookMs = 400
  await busyUntil(3_000)
  await until(10_000)
  expect(asked.map(({ at }) => at)).toEqual([2_000, 3_500])
})

test('what is not answered yet is not asked again for a while', async () => {
  tookMs = Number.POSITIVE_INFINITY
  await busyUntil(21_000)
  expect(asked.map(({ at }) => at)).toEqual([2_000])
})

test('the last few entries of a busy world are asked for at once', async () => {
  await busyUntil(1_000)
  view.becomeStale(['journal'], 'some')
  await until(2_000)
  expect(asked.map(({ at }) => at)).toEqual([1_000])
})

test('a hidden page asks nothing until it is seen, and then everything that it missed', async () => {
  view.hide()
  view.becomeStale(['clock'], 'some')
  view.becomeStale(['inbox'], 'much')
  await until(60_000)
  expect(asked).toEqual([])
  view.show()
  await until(60_000)
  expect(asked).toEqual([{ at: 60_000, topics: ['clock', 'inbox'] }])
})
