// What may happen to the world while a customer waits, or once a code is there. Each says whether it would change anything.
import { nameOf } from '../../../mocks/bloomreach/visit/template-context.ts'
import { HOUR_MS } from '../../../mocks/kit/time/duration.ts'
import type { Fault } from './fault.ts'
import { friendUses, keyOfFriends } from './friends.ts'
import { idsOf, type Moment } from './moment.ts'
import { editAgain, stopScenario, withoutNode } from './scenario-edits.ts'

interface WaitFault {
  kind: 'wait' | 'code'
  does: string
  /** Of everybody alike: one of those who wait is enough. */
  isOfAll: boolean
  /** Undefined: it would change nothing here, or cannot be. */
  act(moment: Moment): (() => Promise<void> | void) | undefined
}

const FAULTS: Record<string, WaitFault> = {
  'consent-withdrawn': {
    kind: 'wait',
    does: 'the customer withdraws every consent',
    isOfAll: false,
    act({ life: { bloomreach }, customer }) {
      const categories = bloomreach.consentCategories
        .list()
        .filter(({ id }) => bloomreach.consents.isValid(customer, id).valid)
      if (categories.length === 0 || bloomreach.customers.get(customer) === undefined) return undefined
      return () => {
        for (const { id: category } of categories)
          bloomreach.consents.reject({ customerId: customer, category, source: 'search' })
      }
    },
  },
  'profile-deleted': {
    kind: 'wait',
    does: 'the profile of the customer is deleted in Talon.One',
    isOfAll: false,
    act({ life, customer }) {
      const ids = idsOf(life, customer)
      const profiles = [...life.talonOne.profiles.all()].filter(({ integrationId }) => ids.has(integrationId))
      if (profiles.length === 0) return undefined
      return () => {
        for (const profile of profiles)
          life.talonOne.profiles.update(profile, { integrationId: `deleted-${profile.id}` })
      }
    },
  },
  'customer-deleted': {
    kind: 'wait',
    does: 'the customer is deleted in Bloomreach',
    isOfAll: false,
    act({ life: { bloomreach }, customer }) {
      const known = bloomreach.customers.get(customer)
      if (known === undefined) return undefined
      const without = new Set(Object.keys(known.properties))
      return () => void bloomreach.customers.anonymize(known, { without, internalId: 'new' })
    },
  },
  'key-expired': {
    kind: 'wait',
    does: 'every API key of Talon.One is no longer valid',
    isOfAll: true,
    act({ life: { talonOne } }) {
      const keys = talonOne.applications.list().flatMap(({ id }) => talonOne.apiKeys.ofApplication(id))
      if (keys.length === 0) return undefined
      return () => {
        for (const { id } of keys) talonOne.apiKeys.delete(id)
      }
    },
  },
  'code-expired': {
    kind: 'wait',
    does: 'the codes of the customer expire',
    isOfAll: false,
    act({ life, customer }) {
      const { talonOne, world } = life
      const ids = idsOf(life, customer)
      const now = world.clock.now()
      const codes = [...talonOne.referrals.all()].filter(
        ({ advocateProfileIntegrationId: advocate, expiryDate }) =>
          ids.has(advocate) && (expiryDate === undefined || expiryDate.at > now),
      )
      if (codes.length === 0) return undefined
      const expiryDate = { at: now - 1_000, text: new Date(now - 1_000).toISOString() }
      return () => {
        for (const code of codes) talonOne.referrals.update(code, { expiryDate })
      }
    },
  },
  'campaign-disabled': {
    kind: 'wait',
    does: 'every campaign is disabled',
    isOfAll: true,
    act({ life: { talonOne } }) {
      const running = talonOne.campaigns.list().filter(({ state }) => state === 'enabled')
      if (running.length === 0) return undefined
      return async () => {
        for (const { id } of running) await talonOne.campaigns.update(id, { state: 'disabled' })
      }
    },
  },
  'budget-used': {
    kind: 'wait',
    does: 'the budget of every campaign is used up',
    isOfAll: true,
    act({ life: { talonOne } }) {
      const open = talonOne.campaigns.list().filter(({ limits }) => limits.every(({ limit }) => limit > 0))
      if (open.length === 0) return undefined
      const limits = ['redeemReferral', 'createCoupon', 'redeemCoupon'].map(action => ({
        action,
        limit: 0,
        entities: [],
      }))
      return async () => {
        for (const { id } of open) await talonOne.campaigns.update(id, { limits })
      }
    },
  },
  'clock-change': {
    kind: 'wait',
    does: 'the clocks go back during the wait, which ends an hour later',
    isOfAll: false,
    act: moment => postponed(moment, HOUR_MS),
  },
  'clock-forward': {
    kind: 'wait',
    does: 'the clocks go forward during the wait, which ends an hour earlier',
    isOfAll: false,
    act: moment => (lastsAnHour(moment) ? postponed(moment, -HOUR_MS) : undefined),
  },
  'scenario-edited': {
    kind: 'wait',
    does: 'the scenario is saved again',
    isOfAll: true,
    act: editAgain,
  },
  'scenario-stopped': {
    kind: 'wait',
    does: 'the scenario is stopped',
    isOfAll: true,
    act: stopScenario,
  },
  'node-deleted': {
    kind: 'wait',
    does: 'the node in which the customer waits is deleted',
    isOfAll: true,
    act: withoutNode,
  },
  redeemed: {
    kind: 'code',
    does: 'a friend uses the code',
    isOfAll: false,
    act: moment => (keyOfFriends(moment) === undefined ? undefined : () => friendUses(moment, 1)),
  },
  'two-friends': {
    kind: 'code',
    does: 'two friends use the code at once',
    isOfAll: false,
    act: moment => (keyOfFriends(moment) === undefined ? undefined : () => friendUses(moment, 2)),
  },
}

/** Still longer than that. */
function lastsAnHour({ life: { bloomreach, world }, customer, scenarioId, node }: Moment): boolean {
  const name = nameOf(bloomreach.customers.get(customer))
  const waits = bloomreach.scenarios
    .inside(scenarioId)
    .filter(one => one.node === node && one.customer === name)
  const earliest = Math.min(...waits.map(({ until = 0 }) => until))
  return waits.length > 0 && earliest - HOUR_MS > world.clock.now()
}

function postponed({ life: { bloomreach }, customer, scenarioId, node }: Moment, ms: number) {
  if (node === undefined || bloomreach.customers.get(customer) === undefined) return undefined
  return () => bloomreach.scenarios.postpone(scenarioId, { customerId: customer, node, ms })
}

const of = (kind: 'wait' | 'code'): readonly Fault[] =>
  Object.entries(FAULTS)
    .filter(([, fault]) => fault.kind === kind)
    .map(([name, { does }]) => ({ name, kind, does }))

export const WAIT_FAULTS = of('wait')
export const CODE_FAULTS = of('code')

export const waitFault = (name: string): WaitFault | undefined =>
  Object.hasOwn(FAULTS, name) ? FAULTS[name] : undefined
