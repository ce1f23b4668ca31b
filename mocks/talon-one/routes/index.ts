// All operations of Talon.One's three APIs, served or left out.
import type { Deployment } from '../deployment.ts'
import type { Operation } from '../http/operation-list.ts'
import { audienceRoutes } from './audiences.ts'
import { brazeRoutes } from './braze.ts'
import { couponReservationRoutes } from './coupon-reservations.ts'
import { customerDataRoutes } from './customer-data.ts'
import { customerEngagementRoutes } from './customer-engagement.ts'
import { customerProfileRoutes } from './customer-profiles.ts'
import { customerSessionRoutes } from './customer-sessions.ts'
import { firstVersionRoutes } from './first-version.ts'
import { integrationReferralRoutes } from './integration-referrals.ts'
import { iterableRoutes } from './iterable.ts'
import { leftOut } from './left-out.ts'
import { loyaltyRoutes } from './loyalty/loyalty.ts'
import { loyaltyCardRoutes } from './loyalty/loyalty-cards.ts'
import { accessLogRoutes } from './management/access-logs.ts'
import { activityRoutes } from './management/activity.ts'
import { applicationRoutes } from './management/applications.ts'
import { attributeRoutes } from './management/attributes.ts'
import { campaignRoutes } from './management/campaigns.ts'
import { managedCouponRoutes } from './management/coupons.ts'
import { customerRoutes } from './management/customers.ts'
import { managedReferralRoutes } from './management/referrals.ts'
import { rulesetRoutes } from './management/rulesets.ts'
import { managementSessionRoutes } from './management/sessions.ts'
import { statusRoutes } from './status.ts'

const SERVED = [
  customerEngagementRoutes,
  brazeRoutes,
  iterableRoutes,
  customerDataRoutes,
  integrationReferralRoutes,
  customerSessionRoutes,
  customerProfileRoutes,
  audienceRoutes,
  couponReservationRoutes,
  loyaltyRoutes,
  loyaltyCardRoutes,
  firstVersionRoutes,
  statusRoutes,
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
]

export const operationsOf = (deployment: Deployment): Operation[] => [
  ...SERVED.flatMap(routes => routes(deployment)),
  ...leftOut,
]
