// One deployment of Talon.One: the account with all its stores. What every operation gets as its state.
import { Cell, Counter } from '../kit/kept/cell.ts'
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
import { CustomerSessions } from './stores/sessions/customer-sessions.ts'
import { Events } from './stores/sessions/events.ts'

export const ACCOUNT_ID = 1
/** The one user who, as far as answers tell, created everything. */
export const USER_ID = 1

/** `fetch` sends outbound notifications. */
export function createDeployment(world: World, settings: TalonOneSettings, fetch?: NotificationFetch) {
  const notifications = new Notifications(world, {
    fetch,
    isGathering: settings.campaignNotifications === 'gathered',
  })
  const loyalty = new LoyaltyLedger()
  const hostname = new Cell('sandbox.europe-west1.talon.one')
  const now = () => world.clock.now()
  const deployment = {
    world,
    settings,
    /** As callers name it in `destination-hostname`. Set by the world file. */
    get hostname() {
      return hostname.value
    },
    set hostname(name) {
      hostname.value = name
    },
    applications: new Catalogue(applicationSchema, now, 'modified'),
    apiKeys: new ApiKeys(now),
    management: new ManagementAccess(),
    notifications,
    budgets: new Budgets(),
    accessLog: new AccessLog(world.journal),
    rateLimits: new RateLimits(now),
    importIds: new Counter(),
    returnIds: new Counter(),
    /** Keys, tokens and transaction ids. */
    secrets: world.chance.stream('talon-one/secrets'),
    campaigns: new Catalogue(campaignSchema, now, 'updated'),
    attributes: new Catalogue(attributeSchema, now),
    audiences: new Catalogue(audienceSchema, now),
    loyaltyPrograms: new Catalogue(loyaltyProgramSchema, now),
    profiles: new Profiles(),
    events: new Events(),
    referrals: new Referrals(),
    coupons: new Coupons(),
    loyalty,
    pendingPoints: new PendingPoints(world, { notifications, loyalty }),
    cards: new LoyaltyCards(),
    sessions: new CustomerSessions(),
    lanes: new Lanes(),
    keptAnswers: new KeptAnswers(now),
    codes: new Codes(world.chance.stream('talon-one/codes')),
    /** From a stream of their own, so that a dry run leaves no trace in the codes that follow. */
    dryCodes: new Codes(world.chance.stream('talon-one/dry-codes')),
  }
  world.state.keepAll('talon-one', deployment)
  world.state.keep('talon-one/hostname', hostname)
  return deployment
}

export type Deployment = ReturnType<typeof createDeployment>
