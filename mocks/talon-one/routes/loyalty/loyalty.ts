// Profile-based loyalty programs of the Integration and Management APIs, which read the same ledger under names of their own.
import type { Context } from 'hono'
import type { SandboxEnv } from '../../../kit/record-requests.ts'
import type { Deployment } from '../../deployment.ts'
import { unknownProfile } from '../../errors.ts'
import type { Operation } from '../../http/operation-list.ts'
import { joinProgram } from '../../operations/loyalty/join-program.ts'
import { fullLedger } from '../../schemas/loyalty/loyalty.ts'
import { profileTransactionEntity, transactionEntity } from '../../schemas/loyalty/loyalty-transaction.ts'
import { type Environment, environmentOf } from '../../stores/profiles.ts'
import { integration } from '../integration.ts'
import { managed } from '../management/manage.ts'
import {
  type AccountInProgram,
  addManaged,
  balances,
  deductManaged,
  programOf,
  transactions,
  unusedPoints,
} from './loyalty-answers.ts'

const PROGRAM = '/v1/loyalty_programs/{loyaltyProgramId}'
const PROFILE = `${PROGRAM}/profile/{integrationId}`

type Request = Context<SandboxEnv>

export function loyaltyRoutes(deployment: Deployment): Operation[] {
  const asCustomer = integration(deployment)
  const asManager = managed(deployment)
  const { loyalty, world } = deployment
  const now = () => world.clock.now()
  const own = (c: Request, application: { sandbox: boolean }) =>
    accountOf(c, deployment, environmentOf(application))
  const managers = (c: Request) => managedAccount(c, deployment)
  const history = (c: Request, { account }: AccountInProgram) =>
    c.json(transactions(c, deployment, loyalty.of(account), profileTransactionEntity))

  return [
    asCustomer(`GET ${PROFILE}/balances getLoyaltyBalances`, (c, call) =>
      c.json(balances(c, deployment, own(c, call.application), call.now)),
    ),
    asManager(`GET ${PROFILE}/ledger_balances getLoyaltyLedgerBalances`, c =>
      c.json(balances(c, deployment, managers(c), now())),
    ),
    asCustomer(`GET ${PROFILE}/transactions getLoyaltyProgramProfileTransactions`, (c, { application }) =>
      history(c, own(c, application)),
    ),
    asManager(`GET ${PROFILE}/ledger_transactions getLoyaltyProgramProfileLedgerTransactions`, c =>
      history(c, managers(c)),
    ),
    asCustomer(`GET ${PROFILE}/points getLoyaltyProgramProfilePoints`, (c, call) =>
      c.json(unusedPoints(c, deployment, own(c, call.application).account, call.now)),
    ),
    asCustomer(`POST ${PROFILE}/join joinLoyaltyProgram`, (c, call) => {
      joinProgram(deployment, programOf(c, deployment, 'profiles'), integrationIdOf(c), call)
      return c.body(null, 200)
    }),
    asManager(`GET ${PROGRAM}/transactions getLoyaltyProgramTransactions`, c => {
      const { id } = programOf(c, deployment, 'profiles')
      return c.json(transactions(c, deployment, loyalty.ofProgram(id), transactionEntity))
    }),
    asManager(`GET ${PROFILE} getLoyaltyPoints`, c =>
      c.json(fullLedger(deployment, managers(c).account, now())),
    ),
    asManager(`PUT ${PROFILE}/add_points addLoyaltyPoints`, c => addManaged(c, deployment, managers(c))),
    asManager(`PUT ${PROFILE}/deduct_points removeLoyaltyPoints`, c =>
      deductManaged(c, deployment, managers(c)),
    ),
  ]
}

const integrationIdOf = (c: Request): string => c.req.param('integrationId') ?? ''

/** The environment is that of the program: the Management API knows no key of an Application. */
const managedAccount = (c: Request, deployment: Deployment): AccountInProgram =>
  accountOf(c, deployment, environmentOf(programOf(c, deployment, 'profiles')))

function accountOf(c: Request, deployment: Deployment, environment: Environment): AccountInProgram {
  const program = programOf(c, deployment, 'profiles')
  const integrationId = integrationIdOf(c)
  if (deployment.profiles.find(environment, integrationId) === undefined) throw unknownProfile(integrationId)
  return { program, account: { programId: program.id, environment, integrationId } }
}
