// One deployment of Talon.One: the account with all its stores. What every operation gets as its state.
import type { Chance } from '../kit/chance.ts'
import { Cell } from '../kit/kept/cell.ts'
import type { World } from '../kit/world.ts'
import { applicationSchema } from './schemas/application.ts'
import { attributeSchema } from './schemas/attribute.ts'
import { audienceSchema } from './schemas/audience.ts'
import { campaignSchema } from './schemas/campaign.ts'
import { loyaltyProgramSchema } from './schemas/loyalty/loyalty-program.ts'
import type { TalonOneSettings } from './settings.ts'
import { AccessLog } from './stores/access-log.ts'
import { ApiKeys } from './stores/api-keys.ts'
import { Budgets } from './stores/budgets.ts'
import { Catalogue } from './stores/catalogue.ts'
import { Codes } from './stores/codes/codes.ts'
import { Coupons } from './stores/codes/coupons.ts'
import { Referrals } from './stores/codes/referrals.ts'
import { KeptAnswers } from './stores/kept-answers.ts'
import { Lanes } from './stores/lanes.ts'
import { LoyaltyCards } from './stores/loyalty/loyalty-cards.ts'
import { LoyaltyLedger } from './stores/loyalty/loyalty-ledger.ts'
import { PendingPoints } from './stores/loyalty/pending-points.ts'
import { ManagementAccess } from './stores/management-access.ts'
import { type NotificationFetch, Notifications } from './stores/notifications.ts'
import { Profiles } from './stores/profiles.ts'
import { RateLimits } from './stores/rate-limits.ts'
import { Sequence } from './stores/sequence.ts'
import { CustomerSessions } from './stores/sessions/customer-sessions.ts'
import { Events } from './stores/sessions/events.ts'

export const ACCOUNT_ID = 1
/** The one user who, as far as answers tell, created everything. */
export const USER_ID = 1

export interface Deployment {
  readonly world: World
  readonly settings: TalonOneSettings
  /** Host name, as callers name it in `destination-hostname`. Set by the world file. */
  hostname: string
  readonly applications: Catalogue<typeof applicationSchema>
  readonly apiKeys: ApiKeys
  readonly management: ManagementAccess
  readonly rateLimits: RateLimits
  readonly notifications: Notifications
  readonly budgets: Budgets
  readonly accessLog: AccessLog
  readonly importIds: Sequence
  readonly returnIds: Sequence
  /** Keys, tokens and transaction ids. */
  readonly secrets: Chance
  readonly campaigns: Catalogue<typeof campaignSchema>
  readonly attributes: Catalogue<typeof attributeSchema>
  readonly audiences: Catalogue<typeof audienceSchema>
  readonly loyaltyPrograms: Catalogue<typeof loyaltyProgramSchema>
  readonly profiles: Profiles
  readonly events: Events
  readonly referrals: Referrals
  readonly coupons: Coupons
  readonly loyalty: LoyaltyLedger
  readonly pendingPoints: PendingPoints
  readonly cards: LoyaltyCards
  readonly sessions: CustomerSessions
  readonly lanes: Lanes
  readonly keptAnswers: KeptAnswers
  readonly codes: Codes
  /** Codes of dry runs come from their own stream, so that a dry run leaves no trace in those that follow. */
  readonly dryCodes: Codes
}

export function createDeployment(
  world: World,
  settings: TalonOneSettings,
  fetch?: NotificationFetch,
): Deployment {
  const notifications = new Notifications(world, {
    fetch,
    isGathering: settings.campaignNotifications === 'gathered',
  })
  const loyalty = new LoyaltyLedger()
  const hostname = new Cell('sandbox.europe-west1.talon.one')
  const deployment: Deployment = {
    world,
    settings,
    get hostname() {
      return hostname.value
    },
    set hostname(name) {
      hostname.value = name
    },
    applications: new Catalogue(applicationSchema),
    apiKeys: new ApiKeys(),
    management: new ManagementAccess(),
    notifications,
    budgets: new Budgets(),
    accessLog: new AccessLog(world.journal),
    rateLimits: new RateLimits(() => world.clock.now()),
    importIds: new Sequence(),
    returnIds: new Sequence(),
    secrets: world.chance.stream('talon-one/secrets'),
    campaigns: new Catalogue(campaignSchema),
    attributes: new Catalogue(attributeSchema),
    audiences: new Catalogue(audienceSchema),
    loyaltyPrograms: new Catalogue(loyaltyProgramSchema),
    profiles: new Profiles(),
    events: new Events(),
    referrals: new Referrals(),
    coupons: new Coupons(),
    loyalty,
    pendingPoints: new PendingPoints(world, { notifications, loyalty }),
    cards: new LoyaltyCards(),
    sessions: new CustomerSessions(),
    lanes: new Lanes(),
    keptAnswers: new KeptAnswers(() => world.clock.now()),
    codes: new Codes(world.chance.stream('talon-one/codes')),
    dryCodes: new Codes(world.chance.stream('talon-one/dry-codes')),
  }
  world.state.keepAll('talon-one', deployment)
  world.state.keep('talon-one/hostname', hostname)
  return deployment
}
