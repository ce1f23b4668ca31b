// What every third-party path does before its operation: deployment, key, platform name, dry run.
import type { Context } from 'hono'
import type { SandboxEnv } from '../../kit/record-requests.ts'
import { authenticate } from '../auth.ts'
import { type Call, describeCall, leaveHint } from '../call.ts'
import type { Deployment } from '../deployment.ts'
import { refuseOtherDeployment } from '../destination.ts'
import { badRequest, invalidParameter } from '../errors.ts'
import type { Platform } from '../schemas/api-key.ts'

/** The call of whoever holds the key. Which of several errors wins is not documented: first the deployment, then the key. */
export function thirdPartyCall(c: Context<SandboxEnv>, deployment: Deployment, platform: Platform): Call {
  const caller = authenticate(deployment, c.req.header('authorization'), platform)
  return describeCall(c, deployment, { api: 'third-party', ...caller })
}

export function refuseOtherDestination(c: Context<SandboxEnv>, deployment: Deployment): void {
  refuseOtherDeployment(deployment, c.req.header('destination-hostname'), 'The header destination-hostname')
}

/** Required by the description, not set by the tutorial: guess, setting `missingPlatformNameHeader`. */
export function checkPlatformName(
  c: Context<SandboxEnv>,
  { settings }: Deployment,
  header: 'customer-engagement-platform-name' | 'customer-data-platform-name',
): void {
  if (c.req.header(header)) return
  const hint = `The header ${header} is missing; the vendor's description requires it.`
  if (settings.missingPlatformNameHeader === 'reject') {
    throw badRequest(`Missing header ${header}`, { hint })
  }
  leaveHint(c, hint)
}

/** [D] Third-party API: changes are ignored when X-DRY-RUN is true. */
export function isDryRun(c: Context<SandboxEnv>): boolean {
  const value = c.req.header('x-dry-run')?.toLowerCase()
  if (value === undefined || value === '' || value === 'false') return false
  if (value === 'true') return true
  throw invalidParameter('X-DRY-RUN', `expected true or false, got ${JSON.stringify(value)}`)
}
