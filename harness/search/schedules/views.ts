// Which parts of a world's state are of no account for what is still to come: what only people read, what points into the journal,
// and what nothing ahead of those who are on their way looks at.
import type { Ahead } from './ahead.ts'
import { definitionText } from './definition-text.ts'

/** How the parts of a store are seen, by the key under which they stand; undefined leaves one out. */
export interface View {
  readonly key: string
  readonly parts: Readonly<Record<string, (value: unknown) => unknown>>
}

export const EVERYTHING: View = { key: '', parts: {} }

/** Stores that only people read, and inboxes, which only people open. */
const READ_BY_PEOPLE = new Set([
  'world/journal',
  'world/traffic',
  'world/faults',
  'bloomreach/sentMails',
  'bloomreach/webCopies',
  'talon-one/accessLog',
  'talon-one/notifications',
  'harness/inbox',
])

/** Of no account without a call that is still to come; codes are looked at by whoever reads the mails. */
const READ_BY_CALLS = new Set(['apiKeys', 'profiles', 'sessions', 'events', 'loyalty', 'cards', 'coupons'])

export function isLeftOut(store: string, ahead: Ahead, { isLast }: { isLast: boolean }): boolean {
  if (READ_BY_PEOPLE.has(store)) return true
  const [house, name = ''] = store.split('/')
  if (!isLast || house !== 'talon-one' || ahead.callsOut) return false
  return !ahead.sendsMail || READ_BY_CALLS.has(name)
}

export function viewOf(store: string, ahead: Ahead, { isLast }: { isLast: boolean }): View {
  if (store === 'world/clock') return CLOCK
  if (store === 'bloomreach/events') return ahead.readsSent ? EVENTS : WITHOUT_SENT
  if (store === 'talon-one/referrals') return ahead.lastsMs === undefined ? EVERYTHING : REFERRALS
  return store === 'bloomreach/scenarios' ? viewOfScenarios(ahead, isLast) : EVERYTHING
}

const nothing = (): undefined => undefined

const CLOCK: View = {
  key: 'clock',
  parts: { seq: nothing, now: nothing, jobs: all => [...(all as Map<number, unknown>).values()] },
}

/** Where nothing asks the time, nothing asks when a code was made. */
const REFERRALS: View = { key: 'referrals', parts: { createdAt: nothing } }

const EVENTS: View = { key: 'sent', parts: { message: nothing, url: nothing } }
const WITHOUT_SENT: View = {
  key: 'without sent',
  parts: { ...EVENTS.parts, size: nothing, byCustomer: withoutSent },
}

/** What three in a week, or a click, mean for the next mail stays. */
const COUNTED = new Set(['soft_bounced', 'hard_bounced', 'opened', 'clicked'])

function withoutSent(byCustomer: unknown) {
  const all = [...(byCustomer as Map<string, { type: string; properties: { status?: string } }[]>)]
  return all.map(([customer, events]) => [
    customer,
    events.filter(({ type, properties }) => type !== 'campaign' || COUNTED.has(properties.status ?? '')),
  ])
}

const PATHS = {
  cause: nothing,
  startedSeq: nothing,
  evaluation: nothing,
  evaluations: nothing,
  version: nothing,
  message: nothing,
  versions: definitionsOf,
  /** Numbers of jobs count how many there were before. */
  jobs: (all: unknown) => [...(all as Map<string, number>).keys()],
}

/** Until an answer is read it is the last one. */
const ANSWERS: Record<Ahead['reads'], View['parts']> = {
  'every answer': {},
  'the last answer': { webhooks: all => [(all as unknown[]).length > 0, (all as unknown[]).at(-1)] },
  'no answer': { webhooks: nothing },
}

/** Only who comes in, or saves it again, asks what state a scenario is in. */
function viewOfScenarios({ reads, isOpen }: Ahead, isLast: boolean): View {
  const asksStatus = isOpen || !isLast
  const key = `${reads} ${asksStatus}`
  const known = SCENARIOS.get(key)
  if (known !== undefined) return known
  const view = { key, parts: { ...PATHS, ...ANSWERS[reads], ...(asksStatus ? {} : { status: nothing }) } }
  SCENARIOS.set(key, view)
  return view
}

const SCENARIOS = new Map<string, View>()

/** That a scenario was saved again as it was, started or stopped, is of no account; nor are its tags. */
function definitionsOf(versions: unknown): unknown {
  return [
    ...new Set((versions as { definition: object }[]).map(({ definition }) => definitionText(definition))),
  ]
}
