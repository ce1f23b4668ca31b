// Loyalty programs of the Integration and Management APIs, which read the same ledger under names of their own. Card-based programs are
// not emulated.
import type { Context } from 'hono'
import { z } from 'zod'
import type { SandboxEnv } from '../../kit/record-requests.ts'
import type { Deployment } from '../deployment.ts'
import { badRequest, invalidParameter, notEmulated, notFound, unknownProfile } from '../errors.ts'
import { readBody } from '../http/body.ts'
import type { Operation } from '../http/operation-list.ts'
import { pageOf, readPage } from '../http/paging.ts'
import { Query } from '../http/query.ts'
import { deductPoints } from '../operations/add-points.ts'
import { addPointsWithLife } from '../operations/add-points-for.ts'
import { joinProgram } from '../operations/join-program.ts'
import { managedPointsBody } from '../schemas/add-points.ts'
import { balanceEntity, balanceWithTierEntity, fullLedger } from '../schemas/loyalty.ts'
import type { LoyaltyProgram } from '../schemas/loyalty-program.ts'
import { pointsEntity, profileTransactionEntity, transactionEntity } from '../schemas/loyalty-transaction.ts'
import type { Account } from '../stores/loyalty-ledger.ts'
import { environmentOf } from '../stores/profiles.ts'
import { integration } from './integration.ts'
import { POINTS, pointsWanted, TRANSACTIONS, transactionFilter, USUAL_PAGE } from './loyalty-transactions.ts'
import { managed } from './management/manage.ts'

const PROGRAM = '/v1/loyalty_programs/{loyaltyProgramId}'
const PROFILE = `${PROGRAM}/profile/{integrationId}`

export function loyaltyRoutes(deployment: Deployment): Operation[] {
  const asCustomer = integration(deployment)
  const asManager = managed(deployment)
  return [
    asCustomer(`GET ${PROFILE}/balances getLoyaltyBalances`, (c, { application, now }) =>
      c.json(balances(c, deployment, accountOf(c, deployment, environmentOf(application)), now)),
    ),
    asManager(`GET ${PROFILE}/ledger_balances getLoyaltyLedgerBalances`, c =>
      c.json(balances(c, deployment, managedAccount(c, deployment), deployment.world.clock.now())),
    ),
    asCustomer(`GET ${PROFILE}/transactions getLoyaltyProgramProfileTransactions`, (c, { application }) =>
      c.json(transactions(c, deployment, accountOf(c, deployment, environmentOf(application)))),
    ),
    asManager(`GET ${PROFILE}/ledger_transactions getLoyaltyProgramProfileLedgerTransactions`, c =>
      c.json(transactions(c, deployment, managedAccount(c, deployment))),
    ),
    asCustomer(`GET ${PROFILE}/points getLoyaltyProgramProfilePoints`, (c, { application, now }) => {
      const account = accountOf(c, deployment, environmentOf(application))
      const query = new Query(c.req.url, deployment.settings)
      const { status, matches } = pointsWanted(query)
      const found = deployment.loyalty.points(account, status, now).filter(matches)
      const { hasMore, data } = pageOf(found, readPage(query, USUAL_PAGE), POINTS)
      return c.json({ hasMore, data: data.map(pointsEntity) })
    }),
    asCustomer(`POST ${PROFILE}/join joinLoyaltyProgram`, (c, call) => {
      joinProgram(deployment, programOf(c, deployment), integrationIdOf(c), call)
      return c.body(null, 200)
    }),
    ...managedLoyaltyRoutes(deployment),
  ]
}

function managedLoyaltyRoutes(deployment: Deployment): Operation[] {
  const route = managed(deployment)
  const { loyalty, settings, world } = deployment
  return [
    route(`GET ${PROGRAM}/transactions getLoyaltyProgramTransactions`, c => {
      const program = programOf(c, deployment)
      const query = new Query(c.req.url, settings)
      const found = Iterator.from(loyalty.ofProgram(program.id)).filter(transactionFilter(query))
      const { hasMore, data } = pageOf(found, readPage(query, USUAL_PAGE), TRANSACTIONS)
      return c.json({ hasMore, data: data.map(transactionEntity) })
    }),

    route(`GET ${PROFILE} getLoyaltyPoints`, c =>
      c.json(fullLedger(deployment, managedAccount(c, deployment), world.clock.now())),
    ),

    route(`PUT ${PROFILE}/add_points addLoyaltyPoints`, async c => {
      const program = programOf(c, deployment)
      const account = managedAccount(c, deployment)
      const body = await readBody(c, deployment, managedPointsBody)
      refuseMissingSubledgers(program, body.subledgerId)
      const causedBy = c.get('requestSeq')
      addPointsWithLife(deployment, { program, account, causedBy }, body, world.clock.now())
      return c.body(null, 204)
    }),

    route(`PUT ${PROFILE}/deduct_points removeLoyaltyPoints`, async c => {
      const program = programOf(c, deployment)
      const account = managedAccount(c, deployment)
      const { points, name, subledgerId } = await readBody(c, deployment, deductBody)
      refuseMissingSubledgers(program, subledgerId)
      const causedBy = c.get('requestSeq')
      if (deductPoints(deployment, { account, causedBy }, { points, name, subledgerId }) === undefined) {
        throw badRequest('not-enough-points', 'The balance has not enough active points')
      }
      return c.body(null, 204)
    }),
  ]
}

/** [D] DeductLoyaltyPoints. */
const deductBody = z.object({
  points: z.number().positive().max(999_999_999_999.99),
  name: z.string().max(1_000).default(''),
  subledgerId: z.string().max(1_000).default(''),
  applicationId: z.int().optional(),
})

function balances(c: Context<SandboxEnv>, deployment: Deployment, account: Account, now: number) {
  const { loyalty, settings } = deployment
  const program = programOf(c, deployment)
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

function transactions(c: Context<SandboxEnv>, { loyalty, settings }: Deployment, account: Account) {
  const query = new Query(c.req.url, settings)
  const found = Iterator.from(loyalty.of(account)).filter(transactionFilter(query))
  const { hasMore, data } = pageOf(found, readPage(query, USUAL_PAGE), TRANSACTIONS)
  return { hasMore, data: data.map(profileTransactionEntity) }
}

const integrationIdOf = (c: Context<SandboxEnv>): string => c.req.param('integrationId') ?? ''

/** The environment is that of the program: the Management API knows no key of an Application. */
function managedAccount(c: Context<SandboxEnv>, deployment: Deployment): Account {
  return accountOf(c, deployment, environmentOf(programOf(c, deployment)))
}

function accountOf(
  c: Context<SandboxEnv>,
  deployment: Deployment,
  environment: Account['environment'],
): Account {
  const { id: programId } = programOf(c, deployment)
  const integrationId = integrationIdOf(c)
  if (deployment.profiles.find(environment, integrationId) === undefined) throw unknownProfile(integrationId)
  return { programId, environment, integrationId }
}

function programOf(c: Context<SandboxEnv>, { loyaltyPrograms }: Deployment): LoyaltyProgram {
  const text = c.req.param('loyaltyProgramId') ?? ''
  if (!/^\d{1,15}$/.test(text)) throw invalidParameter('loyaltyProgramId', 'expected an integer')
  const program = loyaltyPrograms.get(Number(text))
  if (program === undefined) {
    throw notFound('loyalty-program-not-found', `No loyalty program has the id ${text}.`, { program: text })
  }
  if (program.cardBased) throw badRequest('card-based-program', 'The loyalty program is card-based')
  return program
}

function refuseMissingSubledgers({ allowSubledger }: LoyaltyProgram, subledgerId: string): void {
  if (subledgerId !== '' && !allowSubledger) {
    throw badRequest('no-subledgers', 'The loyalty program has no subledgers')
  }
}
