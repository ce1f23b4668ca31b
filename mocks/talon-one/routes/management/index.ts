// The Management API: everything that sets the scene.
import type { Deployment } from '../../deployment.ts'
import type { Operations } from '../../http/operation-list.ts'
import { accessLogRoutes } from './access-logs.ts'
import { activityRoutes } from './activity.ts'
import { applicationRoutes } from './applications.ts'
import { attributeRoutes } from './attributes.ts'
import { campaignRoutes } from './campaigns.ts'
import { customerRoutes } from './customers.ts'
import { managedReferralRoutes } from './referrals.ts'
import { managementSessionRoutes } from './sessions.ts'

export function managementRoutes(operations: Operations, deployment: Deployment): void {
  for (const mount of [
    managementSessionRoutes,
    applicationRoutes,
    campaignRoutes,
    managedReferralRoutes,
    attributeRoutes,
    accessLogRoutes,
    customerRoutes,
    activityRoutes,
  ]) {
    mount(operations, deployment)
  }
}
