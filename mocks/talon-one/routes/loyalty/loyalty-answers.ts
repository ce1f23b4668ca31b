// What is asked of a loyalty account, be it a profile's or a card's, and what managers do to it.
import type { Context } from 'hono'
import { z } from 'zod'
import type { SandboxEnv } from '../../../kit/record-requests.ts'
import type { Deployment } from '../../deployment.ts'
import { badRequest, invalidParameter, notEmulated, present } from '../../errors.ts'
import { readBody } from '../../http/body.ts'
import { pageOf, readPage } from '../../http/paging.ts'
import { Query } from '../../http/query.ts'
import { deductPoints } from '../../operations/loyalty/add-points.ts'
import { addPointsWithLife } from '../../operations/loyalty/add-points-for.ts'
import { managedPointsBody } from '../../schemas/loyalty/add-points.ts'
import { balanceEntity, balanceWithTierEntity } from '../../schemas/loyalty/loyalty.ts'
import type { LoyaltyProgram } from '../../schemas/loyalty/loyalty-program.ts'
import { pointsEntity } from '../../schemas/loyalty/loyalty-transaction.ts'
import type { Account, Transaction } from '../../stores/loyalty/loyalty-ledger.ts'
import { POINTS, pointsWanted, TRANSACTIONS, transactionFilter, USUAL_PAGE } from './loyalty-transactions.ts'

type Request = Context<SandboxEnv>

/** Whose points a call is about. */
export interface AccountInProgram {
  program: LoyaltyProgram
  account: Account
}

export function balances(c: Request, { loyalty, settings }: Deployment, of: AccountInProgram, now: number) {
  const { program, account } = of
  const query = new Query(c.req.url, settings)
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
export function transactions<T>(
  c: Request,
  { settings }: Deployment,
  all: Iterable<Transaction>,
  entity: (transaction: Transaction) => T,
) {
  const query = new Query(c.req.url, settings)
  const found = Iterator.from(all).filter(transactionFilter(query))
  return pageOf(found, readPage(query, USUAL_PAGE), { ...TRANSACTIONS, entity })
}

export function unusedPoints(c: Request, { loyalty, settings }: Deployment, account: Account, now: number) {
  const query = new Query(c.req.url, settings)
  const { status, matches } = pointsWanted(query)
  const found = loyalty.points(account, status, now).filter(matches)
  return pageOf(found, readPage(query, USUAL_PAGE), { ...POINTS, entity: pointsEntity })
}

export async function addManaged(
  c: Request,
  deployment: Deployment,
  of: AccountInProgram,
): Promise<Response> {
  const body = await readBody(c, deployment, managedPointsBody)
  refuseMissingSubledgers(of.program, body.subledgerId)
  const to = { ...of, causedBy: c.get('requestSeq') }
  addPointsWithLife(deployment, to, body, deployment.world.clock.now())
  return c.body(null, 204)
}

export async function deductManaged(
  c: Request,
  deployment: Deployment,
  of: AccountInProgram,
): Promise<Response> {
  const { points, name, subledgerId } = await readBody(c, deployment, deductBody)
  refuseMissingSubledgers(of.program, subledgerId)
  const from = { account: of.account, causedBy: c.get('requestSeq') }
  if (deductPoints(deployment, from, { points, name, subledgerId }) === undefined) {
    throw badRequest('not-enough-points', 'The balance has not enough active points')
  }
  return c.body(null, 204)
}

/** [D] DeductLoyaltyPoints. */
const deductBody = z.object({
  points: z.number().positive().max(999_999_999_999.99),
  name: z.string().max(1_000).default(''),
  subledgerId: z.string().max(1_000).default(''),
  applicationId: z.int().optional(),
})

/** The program of the path, when its points belong to what the path says they do. */
export function programOf(
  c: Request,
  { loyaltyPrograms }: Deployment,
  of: 'cards' | 'profiles',
): LoyaltyProgram {
  const text = c.req.param('loyaltyProgramId') ?? ''
  if (!/^\d{1,15}$/.test(text)) throw invalidParameter('loyaltyProgramId', 'expected an integer')
  const hint = `No loyalty program has the id ${text}.`
  const found = loyaltyPrograms.get(Number(text))
  const program = present(found, 'loyalty-program-not-found', hint, { program: text })
  if (program.cardBased === (of === 'cards')) return program
  throw program.cardBased
    ? badRequest('card-based-program', 'The loyalty program is card-based')
    : badRequest('profile-based-program', 'The loyalty program is profile-based')
}

function refuseMissingSubledgers({ allowSubledger }: LoyaltyProgram, subledgerId: string): void {
  if (subledgerId !== '' && !allowSubledger) {
    throw badRequest('no-subledgers', 'The loyalty program has no subledgers')
  }
}
