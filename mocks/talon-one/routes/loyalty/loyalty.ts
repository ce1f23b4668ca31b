// Profile-based loyalty programs of the Integration and Management APIs, which read the same ledger under names of their own.
import type { Deployment } from '../../deployment.ts'
import { written } from '../../http/answer.ts'
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
  type Answering,
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
  const { loyalty, world } = deployment
  const asCustomer = integration(deployment)
  const asManager = managed(deployment)
  const customer = (line: string, answer: Answering) =>
    asCustomer(line, (request, { application, now }) =>
      answer(request, accountOf(request, environmentOf(application)), now),
    )
  const manager = (line: string, answer: Answering) =>
    asManager(line, request => answer(request, managedAccount(request), world.clock.now()))
  const history: Answering = (request, { account }) =>
    transactions(request, loyalty.of(account), profileTransactionEntity)
  const ledger: Answering = (request, { account }, now) => request.json(fullLedger(deployment, account, now))

  return [
    customer(`GET ${PROFILE}/balances getLoyaltyBalances`, balances),
    manager(`GET ${PROFILE}/ledger_balances getLoyaltyLedgerBalances`, balances),
    customer(`GET ${PROFILE}/transactions getLoyaltyProgramProfileTransactions`, history),
    manager(`GET ${PROFILE}/ledger_transactions getLoyaltyProgramProfileLedgerTransactions`, history),
    customer(`GET ${PROFILE}/points getLoyaltyProgramProfilePoints`, unusedPoints),
    asCustomer(`POST ${PROFILE}/join joinLoyaltyProgram`, (request, call) => {
      joinProgram(deployment, programOf(request, 'profiles'), request.part('integrationId'), call)
      return written(null)
    }),
    asManager(`GET ${PROGRAM}/transactions getLoyaltyProgramTransactions`, call =>
      transactions(call, loyalty.ofProgram(programOf(call, 'profiles').id), transactionEntity),
    ),
    manager(`GET ${PROFILE} getLoyaltyPoints`, ledger),
    manager(`PUT ${PROFILE}/add_points addLoyaltyPoints`, addManaged),
    manager(`PUT ${PROFILE}/deduct_points removeLoyaltyPoints`, deductManaged),
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
