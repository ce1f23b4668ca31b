// What is asked of a loyalty account, be it a profile's or a card's, and what managers do to it.
import { z } from 'zod'
import { badRequest, invalidParameter, notEmulated, present } from '../../errors.ts'
import type { Answer } from '../../http/answer.ts'
import type { Incoming } from '../../http/incoming.ts'
import { deductPoints } from '../../operations/loyalty/add-points.ts'
import { addPointsWithLife, refuseMissingSubledger } from '../../operations/loyalty/add-points-for.ts'
import { nameOrNone, points } from '../../schemas/fields.ts'
import { managedPointsBody } from '../../schemas/loyalty/add-points.ts'
import { balanceEntity, balanceWithTierEntity } from '../../schemas/loyalty/loyalty.ts'
import type { LoyaltyProgram } from '../../schemas/loyalty/loyalty-program.ts'
import { pointsEntity } from '../../schemas/loyalty/loyalty-transaction.ts'
import type { Account, Transaction } from '../../stores/loyalty/loyalty-ledger.ts'
import { POINTS, pointsWanted, TRANSACTIONS, transactionFilter, USUAL_PAGE } from './loyalty-transactions.ts'

/** Whose points a call is about. */
export interface AccountInProgram {
  program: LoyaltyProgram
  account: Account
}

export type Answering = (request: Incoming, of: AccountInProgram, now: number) => Answer | Promise<Answer>

export const balances: Answering = (request, of, now) => request.json(balancesOf(request, of, now))

export function balancesOf(
  { query, deployment: { loyalty } }: Incoming,
  { program, account }: AccountInProgram,
  now: number,
) {
  const at = query.instantOrDay('endDate')?.at ?? now
  const asked = query.given('subledgerId')?.split(',')
  if (query.boolean('includeProjectedTier') === true) {
    throw notEmulated('includeProjectedTier', 'Tiers do not expire here, so none is projected.')
  }
  const withTiers = query.boolean('includeTiers') ?? false
  const entity = (id: string) => {
    const balance = loyalty.balance(account, id, at)
    return withTiers ? balanceWithTierEntity(program, balance) : balanceEntity(balance)
  }
  const shown = loyalty.subledgersOf(account).filter(id => asked?.includes(id) ?? true)
  return {
    // [D] subledgerId filters the data: the main ledger stays out then, and is alone when the id is empty.
    ...((asked?.includes('') ?? true) ? { balance: entity('') } : {}),
    subledgerBalances: Object.fromEntries(shown.map(id => [id, entity(id)])),
  }
}

/** Of a profile, a card or a whole program. */
export function transactions(
  request: Incoming,
  all: Iterable<Transaction>,
  entity: (transaction: Transaction) => object,
): Answer {
  const found = Iterator.from(all).filter(transactionFilter(request.query))
  return request.page(found, { ...TRANSACTIONS, entity }, USUAL_PAGE)
}

export const unusedPoints: Answering = (request, { account }, now) => {
  const { status, matches } = pointsWanted(request.query)
  const found = request.deployment.loyalty.points(account, status, now).filter(matches)
  return request.page(found, { ...POINTS, entity: pointsEntity }, USUAL_PAGE)
}

export const addManaged: Answering = async (request, of, now) => {
  const { deployment, causedBy } = request
  const body = await request.body(managedPointsBody)
  refuseMissingSubledger(of.program, body.subledgerId)
  addPointsWithLife(deployment, { ...of, causedBy }, body, now)
  return request.nothing()
}

export const deductManaged: Answering = async (request, { program, account }) => {
  const { points, name, subledgerId } = await request.body(deductBody)
  refuseMissingSubledger(program, subledgerId)
  const from = { account, causedBy: request.causedBy }
  if (deductPoints(request.deployment, from, { points, name, subledgerId }) === undefined) {
    throw badRequest('not-enough-points', 'The balance has not enough active points')
  }
  return request.nothing()
}

/** [D] DeductLoyaltyPoints. */
const deductBody = z.object({
  points,
  name: nameOrNone.default(''),
  subledgerId: nameOrNone.default(''),
  applicationId: z.int().optional(),
})

/** The program of the path, when its points belong to what the path says they do. */
export function programOf(request: Incoming, of: 'cards' | 'profiles'): LoyaltyProgram {
  const text = request.part('loyaltyProgramId')
  if (!/^\d{1,15}$/.test(text)) throw invalidParameter('loyaltyProgramId', 'expected an integer')
  const hint = `No loyalty program has the id ${text}.`
  const found = request.deployment.loyaltyPrograms.get(Number(text))
  const program = present(found, 'loyalty-program-not-found', hint, { program: text })
  if (program.cardBased === (of === 'cards')) return program
  throw program.cardBased
    ? badRequest('card-based-program', 'The loyalty program is card-based')
    : badRequest('profile-based-program', 'The loyalty program is profile-based')
}
