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
import { managementRoutes } from './management/index.ts'
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
  managementRoutes,
]

export const operationsOf = (deployment: Deployment): Operation[] => [
  ...SERVED.flatMap(routes => routes(deployment)),
  ...leftOut,
]
