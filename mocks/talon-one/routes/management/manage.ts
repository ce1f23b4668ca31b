// What every Management API path does before its operation: credentials, then the rate limit; and what a path of it names.
import type { Context } from 'hono'
import { type Exchange, headerOf, type SandboxEnv } from '../../../kit/record-requests.ts'
import type { Deployment } from '../../deployment.ts'
import { notFound, present } from '../../errors.ts'
import type { Answer } from '../../http/answer.ts'
import { Incoming } from '../../http/incoming.ts'
import { authenticateManager, type Manager } from '../../http/management-auth.ts'
import { expressRoute, type Operation, route } from '../../http/operation-list.ts'
import type { Application } from '../../schemas/application.ts'
import type { Campaign } from '../../schemas/campaign.ts'

export const APPLICATION = '/v1/applications/{applicationId}'
export const CAMPAIGN = `${APPLICATION}/campaigns/{campaignId}`
const NO_CODE = { coupon: 'coupon-not-found', referral: 'referral-not-found' } as const

type Said = Answer | Promise<Answer>

export const managed =
  (deployment: Deployment) =>
  (line: string, handler: (call: ManagementCall, manager: Manager) => Said): Operation =>
    open(deployment)(line, call => handler(call, managerOf(call)))

/** Without credentials: how sessions and accounts begin. */
export const open =
  (deployment: Deployment) =>
  (line: string, handler: (call: ManagementCall) => Said): Operation => {
    const opened = route('management', line, c => {
      countCall(deployment, opened.id)
      return handler(new ManagementCall(c, deployment))
    })
    return opened
  }

/** A list that is read by thousands. */
export const managedList =
  (deployment: Deployment) =>
  (line: string, handler: (call: ManagementCall<Exchange>) => Answer): Operation => {
    const listed = expressRoute('management', line, c => {
      countCall(deployment, listed.id)
      const call = new ManagementCall(c, deployment)
      managerOf(call)
      return handler(call)
    })
    return listed
  }

function countCall({ settings, rateLimits }: Deployment, id: string): void {
  if (settings.rateLimits === 'vendor') rateLimits.count(id)
}

const managerOf = ({ c, deployment }: ManagementCall<Exchange>): Manager =>
  authenticateManager(deployment, headerOf(c, 'authorization'))

export class ManagementCall<C extends Exchange = Context<SandboxEnv>> extends Incoming<C> {
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

  /** The code of the campaign that the path names. [D] couponId: a text, "the internal ID of the coupon code". */
  code<T extends { campaignId: number }>(
    kind: 'coupon' | 'referral',
    codes: { get(id: number): T | undefined },
  ): T {
    const { campaign } = this
    const id = this.id(`${kind}Id`)
    const code = codes.get(id)
    if (code?.campaignId === campaign.id) return code
    throw notFound(NO_CODE[kind], `No ${kind} of this campaign has the id ${id}.`, { [kind]: id })
  }

  /** Where and why something happens to the codes of a campaign. */
  get target(): { application: Application; campaign: Campaign; causedBy: number } {
    return { application: this.application, campaign: this.campaign, causedBy: this.causedBy }
  }
}
