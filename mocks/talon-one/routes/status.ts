// Two paths that no description names: the Segment destination tests its credentials with one, the SDK's own set-up asks the other.
import type { Deployment } from '../deployment.ts'
import { json } from '../http/answer.ts'
import { type Operation, route } from '../http/operation-list.ts'
import { integration } from './integration.ts'

export const statusRoutes = (deployment: Deployment): Operation[] => [
  // [D] segmentio/action-destinations, talon-one: 204 for a valid key, 401 otherwise.
  integration(deployment)('GET /v2/authping authping', request => request.nothing()),

  // [D] talon-one-ts-sdk, docker-compose: the health check of the service.
  route('integration', 'GET /v1/status/health health', () => json({ status: 'ok' })),
]
