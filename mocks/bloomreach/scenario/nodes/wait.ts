// Wait: for a length of time, fixed or counted per customer in Jinja; until an instant; until an event, with a timeout;
// until silent hours are over.
import { addCalendar, parseCalendarLength } from '../../../kit/time/calendar.ts'
import {
  DAY_MS,
  durationToMs,
  HOUR_MS,
  isInstant,
  MINUTE_MS,
  parseInstant,
  SECOND_MS,
  unixSecondsToMs,
  WEEK_MS,
} from '../../../kit/time/duration.ts'
import { NODES_ON_PAPER, type NodeOf } from '../../definition/node-schemas.ts'
import type { House } from '../../house.ts'
import { hasJinja } from '../../jinja/index.ts'
import { LEAVE, type Step, type Visit } from '../../visit/step.ts'
import { attempt, describeError, type Place, renderText } from '../../visit/template-context.ts'
import { nextWithin } from '../schedule.ts'
import { allGoOn } from './flow.ts'
import type { NodeKind, PreviewWarning } from './node-kind.ts'

export const waitNode: NodeKind<'wait'> = {
  ...NODES_ON_PAPER.wait,
  visit: visitWait,
  describe: describeWait,
  preview: allGoOn,
  warnings: crowdWarnings,
}

function describeWait(node: Wait, { visit, house }: Place): Record<string, unknown> {
  const step = visitWait(node, visit, house)
  if (step.kind === 'failed') return { error: step.message }
  if (step.kind === 'leave') return { waits: false }
  return { waits: true, ...('until' in step ? { until: step.until } : {}) }
}

type Wait = NodeOf<'wait'>

const UNIT_MS = {
  seconds: SECOND_MS,
  minutes: MINUTE_MS,
  hours: HOUR_MS,
  days: DAY_MS,
  weeks: WEEK_MS,
} as const

function visitWait(node: Wait, visit: Visit, house: House): Step {
  const now = house.world.clock.now()
  if (node.event !== undefined && node.timeout !== undefined) {
    const until = lengthOf(node.timeout, now)
    return isInstant(until) ? { kind: 'await-event', ...node.event, until } : endless(node.timeout)
  }
  const open = openHours(node)
  if (open !== undefined) {
    const until = nextWithin(open, now)
    if (until <= now) return LEAVE
    return isInstant(until) ? { kind: 'sleep', until } : endless(`${open.from} to ${open.to}`)
  }
  const rendered = attempt(() => renderText(node.until ?? node.period ?? '', { node, visit, house }))
  if (!rendered.ok) return { kind: 'failed', message: describeError(rendered.error) }
  const text = rendered.value.trim()
  const until = node.until === undefined ? endOf(text, node, now) : instantOf(text)
  if (Number.isNaN(until)) {
    const expected = node.until === undefined ? 'a number' : 'an instant or Unix seconds'
    return { kind: 'failed', message: `The wait is ${JSON.stringify(text)}, expected ${expected}.` }
  }
  // [D] custom-wait-time: zero or less does not wait, the next node runs at once.
  if (until <= now) return LEAVE
  return isInstant(until) ? { kind: 'sleep', until } : endless(text)
}

const endless = (wait: string): Step => ({
  kind: 'failed',
  message: `The wait of ${JSON.stringify(wait)} would end after the year 9999.`,
})

/** The silent hours are the others. */
const openHours = ({ hours, silentHours: silent }: Wait): Wait['hours'] =>
  silent === undefined ? hours : { from: silent.to, to: silent.from, timeZone: silent.timeZone }

function endOf(text: string, { unit }: Wait, now: number): number {
  if (unit === undefined) return lengthOf(text, now)
  const count = text === '' ? Number.NaN : Number(text)
  // Guess: of a month, which is no fixed length, only whole ones count.
  if (unit === 'months' || unit === 'years') return addCalendar(now, Math.floor(count), unit)
  // [D] custom-wait-time: fractions of an hour are floored; other units keep theirs (guess).
  return now + Math.round((unit === 'hours' ? Math.floor(count) : count) * UNIT_MS[unit])
}

/** The end of a fixed length. */
function lengthOf(text: string, now: number): number {
  const calendar = parseCalendarLength(text)
  if (calendar === undefined) return now + durationToMs(text)
  return addCalendar(now, calendar.count, calendar.unit)
}

function instantOf(text: string): number {
  return parseInstant(text) ?? (text === '' ? Number.NaN : unixSecondsToMs(Number(text)))
}

/** [D] saving-and-cloning-of-scenarios. */
function crowdWarnings({ id, period, until }: Wait, customers: number): PreviewWarning[] {
  if (customers <= 200_000 || !hasJinja(period ?? until ?? '')) return []
  const message = `Dynamic wait node #${id} is processing too many customers.`
  return [{ code: 'dynamic-wait', node: id, message }]
}
