// repeated-trigger, which becomes a `repeat` for each of its times.
import { z } from 'zod'
import { guessed, ignored, understood } from '../../columns.ts'
import { nodeFormat, noPlaceFor, refuse, withoutPlace } from '../node-format.ts'
import { timeFromVendor, timesShape, timeToVendor } from '../times.ts'

const DATE = 'whether it starts and ends at these instants'

export const repeatedTrigger = nodeFormat({
  vendorType: 'repeated-trigger',
  type: 'repeat',
  grade: '[C] a palette default of a copied scenario; only "daily" was seen',
  isTrigger: true,
  shape: z.looseObject({
    repeat: z.string(),
    times: timesShape,
    timezone: z.string().nullish(),
    from_date: z.union([z.number(), z.string()]).nullish(),
    to_date: z.union([z.number(), z.string()]).nullish(),
  }),
  columns: {
    repeat: understood('every'),
    times: understood('at'),
    timezone: value => (value === null ? ignored('none: UTC') : understood('timeZone')),
    from_date: value => (value === null ? ignored('no start') : guessed('from', DATE)),
    to_date: value => (value === null ? ignored('no end') : guessed('until', DATE)),
  },
  ports: () => new Map([[0, '']]),
  read({ repeat, times, timezone, from_date: from, to_date: to }) {
    if (repeat !== 'daily') return refuse(`only "daily" is public, not "${repeat}"`)
    return times.map(time => ({
      type: 'repeat',
      every: 'day',
      at: timeFromVendor(time),
      timeZone: timezone ?? 'UTC',
      ...bound('from', from),
      ...bound('until', to),
    }))
  },
  write(node) {
    const { every, at = '00:00', timeZone = 'UTC', from, until } = node
    if (every !== 'day') return refuse('only a daily repetition is public')
    const lost = withoutPlace(node, ['every', 'at', 'timeZone', 'from', 'until'])
    if (lost.length > 0) return noPlaceFor(lost)
    return {
      repeat: 'daily',
      times: [timeToVendor(at)],
      timezone: timeZone,
      from_date: secondsOf(from),
      to_date: secondsOf(until),
    }
  },
  defaults: { version: 1 },
})

/** Unix seconds, as everywhere in the vendor's API, or an instant as text. */
function bound(name: 'from' | 'until', value: string | number | null | undefined): object {
  if (value === null || value === undefined || value === '') return {}
  const at = typeof value === 'number' ? new Date(value * 1_000) : new Date(value)
  return { [name]: Number.isNaN(at.getTime()) ? String(value) : at.toISOString() }
}

const secondsOf = (instant: string | undefined): number | null =>
  instant === undefined ? null : Date.parse(instant) / 1_000
