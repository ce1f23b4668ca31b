// Adds loyalty points: the one operation behind the Third-party API and the effects of rules.
import type { Deployment } from '../../deployment.ts'
import { notifyPointsChanged } from '../../notification-payloads.ts'
import { afterDuration } from '../../rules/loyalty-duration.ts'
import type { LoyaltyProgram } from '../../schemas/loyalty/loyalty-program.ts'
import type { Account, Transaction } from '../../stores/loyalty/loyalty-ledger.ts'

/** Whatever the program says: these points do not expire. */
export const NEVER = Number.POSITIVE_INFINITY

export interface NewPoints {
  points: number
  subledgerId: string
  name: string
  /** Undefined: what the program says. */
  startsAt?: number | undefined
  expiresAt?: number | undefined
  sessionId?: string | undefined
}

/** When points become active and expire; undefined: at once, never. */
export function lifeOf(
  { defaultPending, defaultValidity }: LoyaltyProgram,
  now: number,
  { startsAt, expiresAt }: Pick<NewPoints, 'expiresAt' | 'startsAt'> = {},
): { startsAt: number | undefined; expiresAt: number | undefined } {
  const begins = startsAt ?? afterDuration(defaultPending, now)
  // [D] AddLoyaltyPoints.validityDuration: counted from when the points become active.
  const ends = expiresAt ?? afterDuration(defaultValidity, begins ?? now)
  return { startsAt: begins, expiresAt: ends === NEVER ? undefined : ends }
}

export function addPoints(
  deployment: Deployment,
  { program, account, causedBy }: { program: LoyaltyProgram; account: Account; causedBy: number },
  { points, startsAt, expiresAt, ...rest }: NewPoints,
): Transaction {
  const { world, loyalty, secrets } = deployment
  const createdAt = world.clock.now()
  const life = lifeOf(program, createdAt, { startsAt, expiresAt })
  const given = { ...account, ...rest, amount: points, uuid: secrets.uuid(), createdAt, ...life }
  return tell(deployment, 'added', loyalty.add(given), causedBy)
}

/** Undefined when there are not enough active points. */
export function deductPoints(
  deployment: Deployment,
  { account, causedBy }: { account: Account; causedBy: number },
  { points, ...rest }: Pick<NewPoints, 'name' | 'points' | 'sessionId' | 'subledgerId'>,
): Transaction | undefined {
  const { world, loyalty, secrets } = deployment
  const taken = { ...account, ...rest, amount: points, uuid: secrets.uuid(), createdAt: world.clock.now() }
  const transaction = loyalty.subtract(taken)
  return transaction && tell(deployment, 'deducted', transaction, causedBy)
}

function tell(
  deployment: Deployment,
  what: 'added' | 'deducted',
  transaction: Transaction,
  causedBy: number,
): Transaction {
  const { programId, integrationId: profile, amount: points, uuid } = transaction
  const told = { causedBy, programId, profile, points, transaction: uuid }
  deployment.world.journal.append({ kind: `talon-one.points-${what}`, ...told })
  notifyPointsChanged(deployment, transaction, causedBy)
  return transaction
}
