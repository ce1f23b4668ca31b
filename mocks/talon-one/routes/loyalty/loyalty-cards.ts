// Card-based loyalty programs: cards are generated, linked to profiles, read, and given or taken points.
import { z } from 'zod'
import type { Deployment } from '../../deployment.ts'
import { present } from '../../errors.ts'
import type { Incoming } from '../../http/incoming.ts'
import type { Operation } from '../../http/operation-list.ts'
import {
  generateCard,
  linkProfile,
  newCardSchema,
  unlinkProfile,
} from '../../operations/loyalty/loyalty-cards.ts'
import { cardEntity, linkedProfiles } from '../../schemas/loyalty/loyalty.ts'
import { profileTransactionEntity } from '../../schemas/loyalty/loyalty-transaction.ts'
import type { LoyaltyCard } from '../../stores/loyalty/loyalty-cards.ts'
import { environmentOf } from '../../stores/profiles.ts'
import { integration } from '../integration.ts'
import { managed } from '../management/manage.ts'
import {
  type AccountInProgram,
  type Answering,
  addManaged,
  balancesOf,
  deductManaged,
  programOf,
  transactions,
  unusedPoints,
} from './loyalty-answers.ts'

const CARDS = '/v1/loyalty_programs/{loyaltyProgramId}/cards'
const CARD = `${CARDS}/{loyaltyCardId}`
const LINKS = CARD.replace('/v1/', '/v2/')

/** [D] LoyaltyCardRegistration. */
const registration = z.object({ integrationId: z.string().min(1).max(1_000) })

export function loyaltyCardRoutes(deployment: Deployment): Operation[] {
  const asCustomer = integration(deployment)
  const asManager = managed(deployment)
  const { loyalty, world } = deployment
  const manager = (line: string, answer: Answering) =>
    asManager(line, request => answer(request, cardOf(request), world.clock.now()))

  return [
    asCustomer(`POST ${CARDS} generateLoyaltyCard`, async (request, call) => {
      const program = programOf(request, 'cards')
      const body = await request.body(newCardSchema)
      return request.json(cardEntity(deployment, program, generateCard(deployment, program, body, call)))
    }),
    asCustomer(`POST ${LINKS}/link_profile linkLoyaltyCardToProfile`, async (request, call) => {
      const { program, card } = cardOf(request)
      const { integrationId: profile } = await request.body(registration)
      const linked = linkProfile(deployment, { program, card, profile }, call)
      return request.json(cardEntity(deployment, program, linked))
    }),
    asCustomer(`POST ${LINKS}/unlink_profile unlinkLoyaltyCardFromProfile`, async request => {
      const { program, card } = cardOf(request)
      const { integrationId } = await request.body(registration)
      return request.json(cardEntity(deployment, program, unlinkProfile(deployment, card, integrationId)))
    }),
    asCustomer(`GET ${CARD}/balances getLoyaltyCardBalances`, (request, { now }) => {
      const of = cardOf(request)
      return request.json({ ...balancesOf(request, of, now), profiles: linkedProfiles(of.card) })
    }),
    asCustomer(`GET ${CARD}/transactions getLoyaltyCardTransactions`, request => {
      const { account, card } = cardOf(request)
      return transactions(request, loyalty.of(account), transaction => ({
        ...profileTransactionEntity(transaction),
        cardIdentifier: card.identifier,
      }))
    }),
    asCustomer(`GET ${CARD}/points getLoyaltyCardPoints`, (request, { now }) =>
      unusedPoints(request, cardOf(request), now),
    ),
    manager(`PUT ${CARD}/add_points addLoyaltyCardPoints`, addManaged),
    manager(`PUT ${CARD}/deduct_points deductLoyaltyCardPoints`, deductManaged),
  ]
}

function cardOf(request: Incoming): AccountInProgram & { card: LoyaltyCard } {
  const program = programOf(request, 'cards')
  const identifier = request.part('loyaltyCardId')
  const hint = `The loyalty program ${program.id} has no card ${JSON.stringify(identifier)}.`
  const found = request.deployment.cards.find(program.id, identifier)
  const card = present(found, 'card-not-found', hint, { card: identifier })
  const account = { programId: program.id, environment: environmentOf(program), integrationId: identifier }
  return { program, card, account }
}
