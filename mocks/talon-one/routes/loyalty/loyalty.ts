// Profile-based loyalty programs of the Integration and Management APIs, which read the same ledger under names of their own.
import type { Deployment } from '../../deployment.ts'
import type { Incoming } from '../../http/incoming.ts'
import type { Operation } from '../../http/operation-list.ts'
import { joinProgram } from '../../operations/loyalty/join-program.ts'
import { knownProfile } from '../../operations/touch-profile.ts'
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

export function loyaltyRoutes(deployment: Deployment): Operation[] {
  const asCustomer = integration(deployment)
  const asManager = managed(deployment)
  const { loyalty, world } = deployment
  const now = () => world.clock.now()
  const history = (request: Incoming, { account }: AccountInProgram) =>
    transactions(request, loyalty.of(account), profileTransactionEntity)

  return [
    asCustomer(`GET ${PROFILE}/balances getLoyaltyBalances`, (request, call) =>
      request.json(balances(request, accountOf(request, environmentOf(call.application)), call.now)),
    ),
    asManager(`GET ${PROFILE}/ledger_balances getLoyaltyLedgerBalances`, call =>
      call.json(balances(call, managedAccount(call), now())),
    ),
    asCustomer(
      `GET ${PROFILE}/transactions getLoyaltyProgramProfileTransactions`,
      (request, { application }) => history(request, accountOf(request, environmentOf(application))),
    ),
    asManager(`GET ${PROFILE}/ledger_transactions getLoyaltyProgramProfileLedgerTransactions`, call =>
      history(call, managedAccount(call)),
    ),
    asCustomer(`GET ${PROFILE}/points getLoyaltyProgramProfilePoints`, (request, call) =>
      unusedPoints(request, accountOf(request, environmentOf(call.application)), call.now),
    ),
    asCustomer(`POST ${PROFILE}/join joinLoyaltyProgram`, (request, call) => {
      joinProgram(deployment, programOf(request, 'profiles'), request.part('integrationId'), call)
      return request.c.body(null, 200)
    }),
    asManager(`GET ${PROGRAM}/transactions getLoyaltyProgramTransactions`, call =>
      transactions(call, loyalty.ofProgram(programOf(call, 'profiles').id), transactionEntity),
    ),
    asManager(`GET ${PROFILE} getLoyaltyPoints`, call =>
      call.json(fullLedger(deployment, managedAccount(call).account, now())),
    ),
    asManager(`PUT ${PROFILE}/add_points addLoyaltyPoints`, call => addManaged(call, managedAccount(call))),
    asManager(`PUT ${PROFILE}/deduct_points removeLoyaltyPoints`, call =>
      deductManaged(call, managedAccount(call)),
    ),
  ]
}

/** The environment is that of the program: the Management API knows no key of an Application. */
const managedAccount = (request: Incoming): AccountInProgram =>
  accountOf(request, environmentOf(programOf(request, 'profiles')))

function accountOf(request: Incoming, environment: Environment): AccountInProgram {
  const program = programOf(request, 'profiles')
  const integrationId = request.part('integrationId')
  knownProfile(request.deployment, environment, integrationId)
  return { program, account: { programId: program.id, environment, integrationId } }
}
