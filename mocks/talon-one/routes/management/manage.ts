// What every Management API path does before its operation: credentials, then the rate limit.
import type { Context } from 'hono'
import type { SandboxEnv } from '../../../kit/record-requests.ts'
import type { Deployment } from '../../deployment.ts'
import { notFound, present } from '../../errors.ts'
import { authenticateManager, type Manager } from '../../http/management-auth.ts'
import { type Handler, type Operation, operationName } from '../../http/operation-list.ts'
import type { Application } from '../../schemas/application.ts'
import type { Campaign } from '../../schemas/campaign.ts'

type ManagedHandler = (c: Context<SandboxEnv>, manager: Manager) => Response | Promise<Response>

export const managed =
  (deployment: Deployment) =>
  (line: string, handler: ManagedHandler): Operation =>
    open(deployment)(line, c => handler(c, authenticateManager(deployment, c.req.header('authorization'))))

/** Without credentials: how sessions and accounts begin. */
export const open =
  ({ settings, rateLimits }: Deployment) =>
  (line: string, handler: Handler): Operation => {
    const name = operationName('management', line)
    return {
      ...name,
      emulated: true,
      handler: c => {
        if (settings.rateLimits === 'vendor') rateLimits.count(name.id)
        return handler(c)
      },
    }
  }

/** An id in the path; what is no id finds nothing. */
export function pathId(c: Context<SandboxEnv>, name: string): number {
  const text = c.req.param(name) ?? ''
  const id = Number(text)
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(id))
    throw notFound('not-an-id', `${name} is not the id of anything.`, { parameter: name })
  return id
}

export function applicationOfPath(c: Context<SandboxEnv>, { applications }: Deployment): Application {
  const id = pathId(c, 'applicationId')
  const hint = `No Application has the id ${id}.`
  return present(applications.get(id), 'application-not-found', hint, { application: id })
}

export function campaignOfPath(c: Context<SandboxEnv>, deployment: Deployment): Campaign {
  const application = applicationOfPath(c, deployment)
  const id = pathId(c, 'campaignId')
  const campaign = deployment.campaigns.get(id)
  if (campaign === undefined || campaign.applicationId !== application.id) {
    throw notFound(
      'campaign-not-found',
      campaign === undefined
        ? `No campaign has the id ${id}.`
        : `The campaign ${id} belongs to the Application ${campaign.applicationId}.`,
      { campaign: id, application: application.id },
    )
  }
  return campaign
}
