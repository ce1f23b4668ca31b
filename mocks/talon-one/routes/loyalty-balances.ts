// Loyalty balances of the Integration API. Card-based programs are not emulated.
import type { Context } from 'hono'
import type { SandboxEnv } from '../../kit/record-requests.ts'
import type { Deployment } from '../deployment.ts'
import { badRequest, invalidParameter, notEmulated, notFound, unknownProfile } from '../errors.ts'
import type { Operation } from '../http/operation-list.ts'
import { Query } from '../http/query.ts'
import { balanceEntity, balanceWithTierEntity } from '../schemas/loyalty.ts'
import type { LoyaltyProgram } from '../schemas/loyalty-program.ts'
import type { Account } from '../stores/loyalty-ledger.ts'
import { environmentOf } from '../stores/profiles.ts'
import { integration } from './integration.ts'

export function loyaltyBalanceRoutes(deployment: Deployment): Operation[] {
  const route = integration(deployment)
  const { loyalty, profiles, settings } = deployment

  return [
    route(
      'GET /v1/loyalty_programs/{loyaltyProgramId}/profile/{integrationId}/balances getLoyaltyBalances',
      (c, call) => {
        const program = programOf(c, deployment)
        const integrationId = c.req.param('integrationId') ?? ''
        const environment = environmentOf(call.application)
        if (profiles.find(environment, integrationId) === undefined) {
          throw unknownProfile(integrationId)
        }
        const query = new Query(c.req.url, settings)
        const at = query.instantOrDay('endDate')?.at ?? call.now
        const subledgerId = query.text('subledgerId')
        if (query.boolean('includeProjectedTier') === true) {
          throw notEmulated('includeProjectedTier', 'Tiers do not expire here, so none is projected.')
        }
        const entity = (query.boolean('includeTiers') ?? false) ? withTiers(program) : balanceEntity
        const account: Account = { programId: program.id, environment, integrationId }
        const subledgers = loyalty.subledgersOf(account)
        const shown = subledgerId === undefined ? subledgers : subledgers.filter(id => id === subledgerId)
        return c.json({
          // [D] subledgerId filters the data: the main ledger stays out then.
          ...(subledgerId === undefined ? { balance: entity(loyalty.balance(account, '', at)) } : {}),
          subledgerBalances: Object.fromEntries(
            shown.map(id => [id, entity(loyalty.balance(account, id, at))]),
          ),
        })
      },
    ),
  ]
}

const withTiers = (program: LoyaltyProgram) => (balance: Parameters<typeof balanceEntity>[0]) =>
  balanceWithTierEntity(program, balance)

function programOf(c: Context<SandboxEnv>, { loyaltyPrograms }: Deployment): LoyaltyProgram {
  const text = c.req.param('loyaltyProgramId') ?? ''
  if (!/^\d{1,15}$/.test(text)) throw invalidParameter('loyaltyProgramId', 'expected an integer')
  const program = loyaltyPrograms.get(Number(text))
  if (program === undefined)
    throw notFound('loyalty-program-not-found', `No loyalty program has the id ${text}.`, { program: text })
  if (program.cardBased)
    throw badRequest('card-based-program', 'The loyalty program is card-based', {
      facts: { program: program.id },
    })
  return program
}
