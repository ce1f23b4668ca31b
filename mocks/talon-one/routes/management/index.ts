// The Management API: everything that sets the scene.
import type { Deployment } from '../../deployment.ts'
import type { Operation } from '../../http/operation-list.ts'
import { accessLogRoutes } from './access-logs.ts'
import { activityRoutes } from './activity.ts'
import { applicationRoutes } from './applications.ts'
import { attributeRoutes } from './attributes.ts'
import { campaignRoutes } from './campaigns.ts'
import { managedCouponRoutes } from './coupons.ts'
import { customerRoutes } from './customers.ts'
import { managedReferralRoutes } from './referrals.ts'
import { rulesetRoutes } from './rulesets.ts'
import { managementSessionRoutes } from './sessions.ts'

export const managementRoutes = (deployment: Deployment): Operation[] =>
  [
    managementSessionRoutes,
    applicationRoutes,
    campaignRoutes,
    rulesetRoutes,
    managedReferralRoutes,
    managedCouponRoutes,
    attributeRoutes,
    accessLogRoutes,
    customerRoutes,
    activityRoutes,
  ].flatMap(routes => routes(deployment))
