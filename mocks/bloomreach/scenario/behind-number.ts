// Who is behind a number of the Evaluation tab: the journal since the scenario was started, and who is inside now.
import type { Entry } from '../../kit/journal.ts'
import { breathe } from '../../kit/time/breath.ts'
import type { House } from '../house.ts'
import { nameOf } from '../visit/template-context.ts'
import type { Scenario } from './scenario.ts'

export const OUTCOMES = ['entered', 'succeeded', 'failed', 'suppressed', 'waiting'] as const
export type Outcome = (typeof OUTCOMES)[number]

interface BehindOne {
  customer: string
  /** Why, of who failed or was held back. */
  message?: string
}

export interface AskedNumber {
  node: number
  outcome: Outcome
  limit: number
}

export interface Behind {
  total: number
  customers: BehindOne[]
}

/** The newest first, each customer once. */
export async function customersBehind(
  scenario: Scenario,
  { node, outcome, limit }: AskedNumber,
  house: House,
): Promise<Behind> {
  const groups = await groupsAt(scenario, node, house)
  const ids = outcome === 'succeeded' ? succeeded(groups) : groups[outcome]
  const all = [...ids].reverse()
  const behind = all.slice(0, limit).map(([id, message]): BehindOne => {
    const customer = house.customers.get(id)
    return {
      customer: customer === undefined ? id : nameOf(customer),
      ...(message === '' ? {} : { message }),
    }
  })
  return { total: all.length, customers: behind }
}

/** By the customer's id, with what is said of it. */
type Groups = Readonly<Record<Exclude<Outcome, 'succeeded'>, Map<string, string>>>

const ENTERED = new Set(['bloomreach.run-entered', 'bloomreach.node-entered'])
const MISSES: Readonly<Record<string, 'failed' | 'suppressed'>> = {
  failed: 'failed',
  stopped: 'failed',
  suppressed: 'suppressed',
}

async function groupsAt(scenario: Scenario, node: number, { world }: House): Promise<Groups> {
  const groups: Groups = { entered: new Map(), failed: new Map(), suppressed: new Map(), waiting: new Map() }
  for (const { customerId, node: at, state } of scenario.runs.values())
    if (at === node && state === 'sleeping') groups.waiting.set(customerId, '')
  for (const entries of world.journal.portions({ after: scenario.startedSeq.value })) {
    for (const entry of entries)
      if (entry.scenario === scenario.id && entry.node === node) sortIn(entry, groups)
    await breathe()
  }
  return groups
}

function sortIn({ customer, kind, because, status, message }: Entry, groups: Groups): void {
  if (customer === undefined) return
  if (ENTERED.has(kind)) groups.entered.set(customer, '')
  // One that goes on all the same has its campaign event alone.
  const miss = MISSES[String(because ?? status ?? '')]
  if (miss !== undefined) groups[miss].set(customer, String(message ?? ''))
}

function succeeded({ entered, ...others }: Groups): Map<string, string> {
  const isElsewhere = (id: string) => Object.values(others).some(group => group.has(id))
  return new Map([...entered].filter(([id]) => !isElsewhere(id)))
}
