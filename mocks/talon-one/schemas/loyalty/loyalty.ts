// Balances of loyalty points on the wire. [D] Loyalty and LoyaltyBalances of the Integration API, ledgerInfo of the Third-party API.
import { msToIso } from '../../../kit/time/duration.ts'
import type { Deployment } from '../../deployment.ts'
import type { Effect } from '../../rules/effects.ts'
import type { LoyaltyCard } from '../../stores/loyalty/loyalty-cards.ts'
import type { Account, Balance, PointsStatus, Transaction } from '../../stores/loyalty/loyalty-ledger.ts'
import { environmentOf } from '../../stores/profiles.ts'
import type { Application } from '../application.ts'
import type { LoyaltyProgram } from './loyalty-program.ts'
import { ledgerEntry } from './loyalty-transaction.ts'

/** What the open session of an answer would add: [D] tentative balances are of that session alone. */
export interface Tentative {
  current: number
  pending: number
}
const NOTHING: Tentative = { current: 0, pending: 0 }

export type LedgerForm = (program: LoyaltyProgram, balance: Balance, tentative: Tentative) => object

/** [D] LedgerInfo: expired and spent are deprecated there and shown as 0. */
export const integrationLedger: LedgerForm = (program, balance, tentative) => {
  return {
    ...thirdPartyLedger(program, balance, tentative),
    ...tiersOf(program, balance),
    negativeBalance: 0,
    tentativePendingBalance: balance.pending + tentative.pending,
    tentativeNegativeBalance: 0,
  }
}

/** [D] ledgerInfo: neither a negative balance nor the next tier's name. */
export const thirdPartyLedger: LedgerForm = (program, balance, tentative) => {
  const { nextTierName: _, ...tiers } = tiersOf(program, balance)
  return {
    currentBalance: balance.active,
    pendingBalance: balance.pending,
    expiredBalance: 0,
    spentBalance: 0,
    tentativeCurrentBalance: balance.active + tentative.current,
    ...tiers,
  }
}

export function balanceEntity(balance: Balance) {
  return {
    activePoints: balance.active,
    pendingPoints: balance.pending,
    spentPoints: balance.spent,
    expiredPoints: balance.expired,
    negativePoints: 0,
  }
}

export const balanceWithTierEntity = (program: LoyaltyProgram, balance: Balance) => ({
  ...balanceEntity(balance),
  ...tiersOf(program, balance),
})

interface Tiers {
  currentTier?: { id: number; name: string }
  pointsToNextTier?: number
  nextTierName?: string
}

/** The tier follows the active points; tiers that expire or downgrade later are not part of the sandbox. */
function tiersOf(program: LoyaltyProgram, { active: points }: Balance): Tiers {
  const tiers = [...program.tiers].sort((a, b) => a.minPoints - b.minPoints)
  const current = tiers.findLast(tier => tier.minPoints <= points)
  const next = tiers.find(tier => tier.minPoints > points)
  return {
    ...(current && { currentTier: { id: current.id, name: current.name } }),
    ...(next && { pointsToNextTier: next.minPoints - points, nextTierName: next.name }),
  }
}

/** [D] LoyaltyCardProfileRegistration. */
export const linkedProfiles = ({ profiles }: LoyaltyCard) =>
  [...profiles].map(([integrationId, at]) => ({ integrationId, timestamp: msToIso(at) }))

/** [D] LoyaltyCard. */
export function cardEntity({ loyalty, world }: Deployment, program: LoyaltyProgram, card: LoyaltyCard) {
  const { identifier, status } = card
  const account = { programId: program.id, environment: environmentOf(program), integrationId: identifier }
  const ledger = (id: string) =>
    integrationLedger(program, loyalty.balance(account, id, world.clock.now()), NOTHING)
  return {
    id: card.id,
    created: msToIso(card.createdAt),
    programID: program.id,
    programName: program.name,
    programTitle: program.title,
    status,
    identifier,
    usersPerCardLimit: program.usersPerCardLimit,
    profiles: linkedProfiles(card),
    ledger: ledger(''),
    subledgers: Object.fromEntries(loyalty.subledgersOf(account).map(id => [id, ledger(id)])),
    modified: msToIso(card.modifiedAt),
  }
}

export const programsOf = ({ loyaltyPrograms }: Deployment, application: Application): LoyaltyProgram[] =>
  loyaltyPrograms
    .list()
    .filter(
      ({ subscribedApplications: subscribed, sandbox }) =>
        (subscribed.length === 0 || subscribed.includes(application.id)) && sandbox === application.sandbox,
    )

/** [D] Loyalty.programs: a map by program id; subledgers whose balances are all zero stay out. */
export function loyaltyEntity(
  deployment: Deployment,
  application: Application,
  integrationId: string,
  {
    now,
    ledger,
    foreseen = [],
  }: { now: number; ledger: LedgerForm; foreseen?: readonly Effect[] | undefined },
) {
  const environment = environmentOf(application)
  const all = programsOf(deployment, application)
  // [D] Loyalty.programs: profile-based programs; the others show their cards.
  const programs = all
    .filter(program => !program.cardBased)
    .map(program => {
      const account: Account = { programId: program.id, environment, integrationId }
      const balance = (subledgerId: string) => deployment.loyalty.balance(account, subledgerId, now)
      const tentative = tentativeOf(foreseen, account)
      const subLedgers = [...new Set([...deployment.loyalty.subledgersOf(account), ...tentative.keys()])]
        .map(id => [id, balance(id), tentative.get(id) ?? NOTHING] as const)
        .filter(
          ([id, { active, pending, spent, expired }, { current, pending: comes }]) =>
            id !== '' && active + pending + spent + expired + current + comes !== 0,
        )
        .map(([id, found, comes]) => [id, ledger(program, found, comes)] as const)
      return [
        String(program.id),
        {
          id: program.id,
          title: program.title,
          name: program.name,
          ledger: ledger(program, balance(''), tentative.get('') ?? NOTHING),
          subLedgers: Object.fromEntries(subLedgers),
        },
      ] as const
    })
  const cards = all.flatMap(program =>
    deployment.cards.ofProfile(program.id, integrationId).map(card => cardEntity(deployment, program, card)),
  )
  return { cards, programs: Object.fromEntries(programs) }
}

/** [D] LoyaltyLedger of the Management API: every subledger with its transactions. */
export function fullLedger({ loyalty }: Deployment, account: Account, now: number) {
  const subledger = (id: string) => {
    const { active, pending, spent, expired } = loyalty.balance(account, id, now)
    const isOwn = ({ subledgerId }: Transaction) => subledgerId === id
    const points = (status: PointsStatus) =>
      [...loyalty.points(account, status, now)].filter(isOwn).map(ledgerEntry)
    return {
      total: active,
      totalActivePoints: active,
      totalPendingPoints: pending,
      totalSpentPoints: spent,
      totalExpiredPoints: expired,
      totalNegativePoints: 0,
      transactions: [...loyalty.of(account)].filter(isOwn).map(ledgerEntry),
      activePoints: points('active'),
      pendingPoints: points('pending'),
      expiredPoints: points('expired'),
    }
  }
  const subLedgers = loyalty.subledgersOf(account).map(id => [id, subledger(id)] as const)
  return { ledger: subledger(''), subLedgers: Object.fromEntries(subLedgers) }
}

/** By subledger: the points that these effects would give to this account. */
function tentativeOf(effects: readonly Effect[], account: Account): Map<string, Tentative> {
  const found = new Map<string, Tentative>()
  for (const { effectType, props } of effects) {
    if (props.programId !== account.programId) continue
    const isAdded =
      effectType === 'addLoyaltyPoints' && props.recipientIntegrationId === account.integrationId
    // A deduction is always from the profile of the session.
    if (!isAdded && effectType !== 'deductLoyaltyPoints') continue
    const subledgerId = String(props.subLedgerId)
    const { current, pending } = found.get(subledgerId) ?? NOTHING
    const value = isAdded ? Number(props.value) : -Number(props.value)
    found.set(
      subledgerId,
      props.startDate === undefined
        ? { current: current + value, pending }
        : { current, pending: pending + value },
    )
  }
  return found
}
