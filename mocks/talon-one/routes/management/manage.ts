// What every Management API path does before its operation: credentials, then the rate limit; and what a path of it names.
import type { Deployment } from '../../deployment.ts'
import { notFound, present } from '../../errors.ts'
import { Incoming } from '../../http/incoming.ts'
import { authenticateManager, type Manager } from '../../http/management-auth.ts'
import { type Operation, route } from '../../http/operation-list.ts'
import type { Application } from '../../schemas/application.ts'
import type { Campaign } from '../../schemas/campaign.ts'

export const APPLICATION = '/v1/applications/{applicationId}'
export const CAMPAIGN = `${APPLICATION}/campaigns/{campaignId}`

type Handler = (call: ManagementCall, manager: Manager) => Response | Promise<Response>

export const managed =
  (deployment: Deployment) =>
  (line: string, handler: Handler): Operation =>
    open(deployment)(line, call =>
      handler(call, authenticateManager(deployment, call.c.req.header('authorization'))),
    )

/** Without credentials: how sessions and accounts begin. */
export const open =
  (deployment: Deployment) =>
  (line: string, handler: (call: ManagementCall) => Response | Promise<Response>): Operation => {
    const { settings, rateLimits } = deployment
    const opened = route('management', line, c => {
      if (settings.rateLimits === 'vendor') rateLimits.count(opened.id)
      return handler(new ManagementCall(c, deployment))
    })
    return opened
  }

export class ManagementCall extends Incoming {
  get application(): Application {
    const id = this.id('applicationId')
    const hint = `No Application has the id ${id}.`
    return present(this.deployment.applications.get(id), 'application-not-found', hint, { application: id })
  }

  get campaign(): Campaign {
    const { id: applicationId } = this.application
    const id = this.id('campaignId')
    const campaign = this.deployment.campaigns.get(id)
    if (campaign?.applicationId === applicationId) return campaign
    throw notFound(
      'campaign-not-found',
      campaign === undefined
        ? `No campaign has the id ${id}.`
        : `The campaign ${id} belongs to the Application ${campaign.applicationId}.`,
      { campaign: id, application: applicationId },
    )
  }

  /** Where and why something happens to the codes of a campaign. */
  get target(): { application: Application; campaign: Campaign; causedBy: number } {
    return { application: this.application, campaign: this.campaign, causedBy: this.causedBy }
  }
}
