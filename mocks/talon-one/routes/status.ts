// Two paths that no description names: the Segment destination tests its credentials with one, the SDK's own set-up asks the other.
import type { Deployment } from '../deployment.ts'
import type { Operations } from '../http/operation-list.ts'
import { integrationCall } from './integration.ts'

export function statusRoutes(operations: Operations, deployment: Deployment): void {
  // [D] segmentio/action-destinations, talon-one: 204 for a valid key, 401 otherwise.
  operations.serve({ id: 'authping', method: 'GET', path: '/v2/authping', api: 'integration' }, c => {
    integrationCall(c, deployment)
    return c.body(null, 204)
  })

  // [D] talon-one-ts-sdk, docker-compose: the health check of the service.
  operations.serve({ id: 'health', method: 'GET', path: '/v1/status/health', api: 'integration' }, c =>
    c.json({ status: 'ok' }),
  )
}
