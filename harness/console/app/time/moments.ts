// What waits, by the moment at which it is due; and where a moment stands on the line of time.
import type { Waiting } from '../../../control-api/time/clock.ts'

export interface Moment {
  dueAt: string
  /** Milliseconds from now. */
  inMs: number
  waiting: Waiting[]
  /** Customers who wait for it. */
  count: number
}

export function momentsOf(now: string, waiting: readonly Waiting[]): Moment[] {
  const byDue = new Map<string, Waiting[]>()
  for (const one of waiting) byDue.set(one.dueAt, [...(byDue.get(one.dueAt) ?? []), one])
  return [...byDue].map(([dueAt, due]) => ({
    dueAt,
    inMs: Date.parse(dueAt) - Date.parse(now),
    waiting: due,
    count: due.reduce((sum, { count }) => sum + count, 0),
  }))
}

/** Minutes and months have room side by side on a line whose steps grow. */
const grown = (ms: number): number => Math.log1p(Math.max(0, ms) / 60_000)

/** From 0, now, to 1, the last moment. */
const placeOf = (ms: number, lastMs: number): number => (lastMs <= 0 ? 0 : grown(ms) / grown(lastMs))

const MINUTE = 60_000
const TICKS: [label: string, ms: number][] = [
  ['1 minute', MINUTE],
  ['10 minutes', 10 * MINUTE],
  ['1 hour', 60 * MINUTE],
  ['6 hours', 360 * MINUTE],
  ['1 day', 1_440 * MINUTE],
  ['1 week', 10_080 * MINUTE],
  ['30 days', 43_200 * MINUTE],
  ['1 year', 525_600 * MINUTE],
]

export const ticksUpTo = (lastMs: number): { label: string; place: number }[] =>
  TICKS.filter(([, ms]) => ms <= lastMs).map(([label, ms]) => ({ label, place: placeOf(ms, lastMs) }))

export interface Cluster {
  place: number
  moments: Moment[]
}

/** Moments that would stand on one another are one point. */
export function clustersOf(moments: readonly Moment[], width = 0.018): Cluster[] {
  const lastMs = moments.at(-1)?.inMs ?? 0
  const clusters: Cluster[] = []
  for (const moment of moments) {
    const place = placeOf(moment.inMs, lastMs)
    const last = clusters.at(-1)
    if (last !== undefined && place - last.place < width) last.moments.push(moment)
    else clusters.push({ place, moments: [moment] })
  }
  return clusters
}
