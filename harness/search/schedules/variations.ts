// Seeded cases beside a search: the same world with its people in another order, fewer of them, some without consent, in batches of
// another size, begun at another time, now and then on the day before the clocks change. A case is known by its number.
import { Chance } from '../../../mocks/kit/chance.ts'
import { DAY_MS, HOUR_MS, msToIso, parseInstant } from '../../../mocks/kit/time/duration.ts'
import type { ReadWorld } from '../../world/definition.ts'
import { customersOf, nameOfCustomer, namesIn, withCustomers } from './population.ts'

type Customer = ReturnType<typeof customersOf>[number]

/** Case 0 is the world itself. What is drawn for a customer does not depend on who else takes part. */
export function variedWorld(read: ReadWorld, { seed, number }: { seed: string; number: number }): ReadWorld {
  if (number === 0) return read
  const chance = new Chance(`${seed}/case-${number}`)
  const drawn = customersOf(read).map(customer => drawFor(customer, chance))
  const inOrder = drawn.toSorted((a, b) => a.order - b.order)
  const people = inOrder
    .filter(({ isThere }, index) => index === 0 || isThere)
    .map(({ customer }) => customer)
  const varied = inBatches(withCustomers(read, people), chance.once('batches'))
  return { ...varied, data: { ...varied.data, startsAt: msToIso(beganAt(read, chance)) } }
}

/** How many come together, and how many requests leave together; what the world says itself of its batches stays. */
function inBatches(read: ReadWorld, chance: Chance): ReadWorld {
  const { bloomreach } = read.data
  if (bloomreach === undefined) return read
  const settings: NonNullable<typeof bloomreach.settings> = {
    chunkSize: chance.int(customersOf(read).length + 1),
    webhookConcurrencyLimit: chance.int(2) === 0 ? 1 : 1 + chance.int(MOST_AT_ONCE),
    webhookBatches: chance.int(2) === 0 ? 'full' : 'smaller',
    ...bloomreach.settings,
  }
  return { ...read, data: { ...read.data, bloomreach: { ...bloomreach, settings } } }
}

const MOST_AT_ONCE = 4

/** What is other in a case, in words. */
export function variationText(read: ReadWorld): string {
  const { startsAt = '', bloomreach } = read.data
  const { chunkSize = 0, webhookConcurrencyLimit: atOnce = 1, webhookBatches } = bloomreach?.settings ?? {}
  const without = customersOf(read).filter(({ consents }) => Object.values(consents ?? {}).includes('reject'))
  return [
    namesIn(read).join(', '),
    ...(without.length === 0 ? [] : [`without consent ${without.map(nameOfCustomer).join(', ')}`]),
    chunkSize === 0 ? 'all in one chunk' : `in chunks of ${chunkSize}`,
    ...(atOnce === 1 ? [] : [`${atOnce} requests at once`]),
    ...(webhookBatches === 'smaller' ? ['smaller batches'] : []),
    `from ${startsAt}`,
  ].join('; ')
}

function drawFor(customer: Customer, chance: Chance) {
  const own = chance.once(nameOfCustomer(customer))
  const order = own.float()
  const isThere = own.float() < 0.75
  return { order, isThere, customer: own.float() < 0.25 ? withoutConsents(customer) : customer }
}

const withoutConsents = (customer: Customer): Customer =>
  ({
    ...customer,
    consents: Object.fromEntries(Object.keys(customer.consents ?? {}).map(category => [category, 'reject'])),
  }) as Customer

/** Within the next week, at a full hour; every fourth on the day before the clocks of Europe change. */
function beganAt({ data }: ReadWorld, chance: Chance): number {
  const at = parseInstant(data.startsAt ?? '') ?? 0
  const hours = chance.int(7 * 24) * HOUR_MS
  return chance.int(4) === 0 ? nextClockChange(at) - DAY_MS + (hours % DAY_MS) : at + hours
}

/** 01:00 UTC on the last Sunday of March or October. */
function nextClockChange(after: number): number {
  const year = new Date(after).getUTCFullYear()
  const changes = [year, year + 1].flatMap(each => [lastSunday(each, 2), lastSunday(each, 9)])
  return changes.find(at => at > after + DAY_MS) ?? after
}

function lastSunday(year: number, month: number): number {
  const last = new Date(Date.UTC(year, month + 1, 0, 1))
  return last.getTime() - last.getUTCDay() * DAY_MS
}
