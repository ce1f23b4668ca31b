// Card-based loyalty programs: cards are generated, linked to profiles, read, and given or taken points.
import type { Context } from 'hono'
import { z } from 'zod'
import type { SandboxEnv } from '../../../kit/record-requests.ts'
import type { Deployment } from '../../deployment.ts'
import { present } from '../../errors.ts'
import { readBody } from '../../http/body.ts'
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
  addManaged,
  balances,
  deductManaged,
  programOf,
  transactions,
  unusedPoints,
} from './loyalty-answers.ts'

type Request = Context<SandboxEnv>

const CARDS = '/v1/loyalty_programs/{loyaltyProgramId}/cards'
const CARD = `${CARDS}/{loyaltyCardId}`
const LINKS = CARD.replace('/v1/', '/v2/')

/** [D] LoyaltyCardRegistration. */
const registration = z.object({ integrationId: z.string().min(1).max(1_000) })

export function loyaltyCardRoutes(deployment: Deployment): Operation[] {
  const asCustomer = integration(deployment)
  const asManager = managed(deployment)
  const { loyalty } = deployment

  return [
    asCustomer(`POST ${CARDS} generateLoyaltyCard`, async (c, call) => {
      const program = programOf(c, deployment, 'cards')
      const body = await readBody(c, deployment, newCardSchema)
      return c.json(cardEntity(deployment, program, generateCard(deployment, program, body, call)))
    }),
    asCustomer(`POST ${LINKS}/link_profile linkLoyaltyCardToProfile`, async (c, call) => {
      const { program, card } = cardOf(c, deployment)
      const { integrationId: profile } = await readBody(c, deployment, registration)
      return c.json(
        cardEntity(deployment, program, linkProfile(deployment, { program, card, profile }, call)),
      )
    }),
    asCustomer(`POST ${LINKS}/unlink_profile unlinkLoyaltyCardFromProfile`, async c => {
      const { program, card } = cardOf(c, deployment)
      const { integrationId } = await readBody(c, deployment, registration)
      return c.json(cardEntity(deployment, program, unlinkProfile(deployment, card, integrationId)))
    }),
    asCustomer(`GET ${CARD}/balances getLoyaltyCardBalances`, (c, { now }) => {
      const of = cardOf(c, deployment)
      return c.json({ ...balances(c, deployment, of, now), profiles: linkedProfiles(of.card) })
    }),
    asCustomer(`GET ${CARD}/transactions getLoyaltyCardTransactions`, c => {
      const { account, card } = cardOf(c, deployment)
      const { identifier: cardIdentifier } = card
      return c.json(
        transactions(c, deployment, loyalty.of(account), transaction => ({
          ...profileTransactionEntity(transaction),
          cardIdentifier,
        })),
      )
    }),
    asCustomer(`GET ${CARD}/points getLoyaltyCardPoints`, (c, { now }) =>
      c.json(unusedPoints(c, deployment, cardOf(c, deployment).account, now)),
    ),
    asManager(`PUT ${CARD}/add_points addLoyaltyCardPoints`, c =>
      addManaged(c, deployment, cardOf(c, deployment)),
    ),
    asManager(`PUT ${CARD}/deduct_points deductLoyaltyCardPoints`, c =>
      deductManaged(c, deployment, cardOf(c, deployment)),
    ),
  ]
}

function cardOf(c: Request, deployment: Deployment): AccountInProgram & { card: LoyaltyCard } {
  const program = programOf(c, deployment, 'cards')
  const identifier = c.req.param('loyaltyCardId') ?? ''
  const hint = `The loyalty program ${program.id} has no card ${JSON.stringify(identifier)}.`
  const found = deployment.cards.find(program.id, identifier)
  const card = present(found, 'card-not-found', hint, { card: identifier })
  const account = { programId: program.id, environment: environmentOf(program), integrationId: identifier }
  return { program, card, account }
}
