// The Management API: everything that sets the scene.
import type { Deployment } from '../../deployment.ts'
import type { Operations } from '../../operations.ts'
import { applicationRoutes } from './applications.ts'
import { campaignRoutes } from './campaigns.ts'
import { managementSessionRoutes } from './sessions.ts'

export function managementRoutes(operations: Operations, deployment: Deployment): void {
  for (const mount of [managementSessionRoutes, applicationRoutes, campaignRoutes]) {
    mount(operations, deployment)
  }
}
