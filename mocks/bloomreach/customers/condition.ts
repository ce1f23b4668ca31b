// Judges a condition for one customer now: attributes, the starting event, counts of events, consent, segment, Jinja.
import { durationToMs, unixSecondsToMs } from '../../kit/time/duration.ts'
import type { House } from '../house.ts'
import type { Customer } from './customers.ts'
import type { Condition } from './filter-schemas.ts'
import { matchesAll } from './property-filter.ts'

export interface Subject {
  customer: Customer
  /** Properties of what started the path. */
  trigger?: Readonly<Record<string, unknown>> | undefined
  /** Renders the condition's Jinja; a template that fails throws. */
  render(template: string): string
}

type Stores = Pick<House, 'world' | 'events' | 'consents' | 'segmentations'>

/** Every part that is given must hold. */
export function holds(condition: Condition, subject: Subject, house: Stores): boolean {
  const { attributes, trigger, events, consent, segment, jinja, any, all, not } = condition
  const { customer } = subject
  const now = house.world.clock.now()
  return (
    (attributes === undefined || matchesAll(customer.properties, attributes, now)) &&
    (trigger === undefined || matchesAll(subject.trigger ?? {}, trigger, now)) &&
    (events === undefined || events.every(count => hasEvents(count, customer, house))) &&
    (consent === undefined || house.consents.isValid(customer.id, consent).valid) &&
    (segment === undefined ||
      house.segmentations.segmentOf(customer.id, segment.segmentation) === segment.is) &&
    (jinja === undefined || isTruthyText(subject.render(jinja))) &&
    (any === undefined || any.some(part => holds(part, subject, house))) &&
    (all === undefined || all.every(part => holds(part, subject, house))) &&
    (not === undefined || !holds(not, subject, house))
  )
}

type EventCount = NonNullable<Condition['events']>[number]

/** Without bounds: at least one. Events of the future do not count yet. */
function hasEvents(
  { type, filter, within, atLeast, atMost }: EventCount,
  customer: Customer,
  { world, events }: Stores,
): boolean {
  const now = world.clock.now()
  const since = within === undefined ? Number.NEGATIVE_INFINITY : now - durationToMs(within)
  let count = 0
  for (const event of events.of(customer.id, type)) {
    const at = unixSecondsToMs(event.timestamp)
    if (at >= since && at <= now && matchesAll(event.properties, filter, now)) count++
  }
  return count >= (atLeast ?? (atMost === undefined ? 1 : 0)) && count <= (atMost ?? count)
}

const FALSY: ReadonlySet<string> = new Set(['', 'false', 'none', 'null', '0'])

/** Jinja in a condition prints its answer. */
const isTruthyText = (text: string): boolean => !FALSY.has(text.trim().toLowerCase())
