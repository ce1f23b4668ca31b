// What every third-party path does before its operation: deployment, key, platform name, dry run.
import { type Exchange, headerOf } from '../../kit/record-requests.ts'
import type { Call } from '../call.ts'
import type { Deployment } from '../deployment.ts'
import { badRequest, invalidParameter, notFound } from '../errors.ts'
import { type Answer, json } from '../http/answer.ts'
import { authenticate } from '../http/auth.ts'
import { KeyCall, leaveRemark } from '../http/describe-call.ts'
import { refuseOtherDeployment } from '../http/destination.ts'
import { Incoming } from '../http/incoming.ts'
import { type Operation, route } from '../http/operation-list.ts'
import { Query, readBoolean } from '../http/query.ts'
import { createReferral, createReferralDry, type NewReferral } from '../operations/codes/create-referral.ts'
import type { Platform } from '../schemas/api-key.ts'
import { thirdPartyReferral } from '../schemas/codes/referral.ts'

type PlatformNameHeader = 'customer-engagement-platform-name' | 'customer-data-platform-name'

/** The call of whoever holds the key. Which of several errors wins is not documented: first the deployment, then the key. */
export function thirdPartyCall(c: Exchange, deployment: Deployment, platform: Platform): Call {
  const { application, key } = authenticate(deployment, headerOf(c, 'authorization'), platform)
  return new KeyCall(c, deployment, { api: 'third-party', application, key })
}

interface CallingPlatform {
  platform: Platform
  nameHeader?: PlatformNameHeader
  /** Which names its deployment, where no header does. */
  parameter?: string
}

/** A call that names its deployment in the header or the query. */
export function callWithDestination(
  c: Exchange,
  deployment: Deployment,
  { platform, nameHeader, parameter }: CallingPlatform,
): Call {
  if (parameter === undefined) {
    const name = 'destination-hostname'
    refuseOtherDeployment(deployment, headerOf(c, name), { kind: 'header', name })
  } else {
    const named = new Query(c.req.url, deployment.settings).text(parameter)
    refuseOtherDeployment(deployment, named, { kind: 'parameter', name: parameter })
  }
  const call = thirdPartyCall(c, deployment, platform)
  if (nameHeader !== undefined) checkPlatformName(c, deployment, nameHeader)
  return call
}

/** Operations of one platform. */
export const platformRoute =
  (deployment: Deployment, calling: CallingPlatform) =>
  (line: string, handler: (request: Incoming, call: Call) => Answer | Promise<Answer>): Operation =>
    route('third-party', line, c =>
      handler(new Incoming(c, deployment), callWithDestination(c, deployment, calling)),
    )

/** Required by the description, not set by the tutorial: guess, setting `missingPlatformNameHeader`. */
function checkPlatformName(c: Exchange, { settings }: Deployment, header: PlatformNameHeader): void {
  if (headerOf(c, header)) return
  const hint = `The header ${header} is missing; the vendor's description requires it.`
  if (settings.missingPlatformNameHeader === 'reject') {
    throw badRequest('missing-header', `Missing header ${header}`, { facts: { header }, hint })
  }
  leaveRemark(c, { reason: 'missing-header', facts: { header }, hint })
}

/** [D] Third-party API: changes are ignored when X-DRY-RUN is true. */
export function isDryRun(c: Exchange): boolean {
  const value = headerOf(c, 'x-dry-run')
  if (value === undefined || value === '') return false
  const isDry = readBoolean(value) ?? readBoolean(value.toLowerCase())
  if (isDry !== undefined) return isDry
  throw invalidParameter('X-DRY-RUN', `expected true or false, got ${JSON.stringify(value)}`)
}

/** The parameters of a referral in a query string. */
export function newReferral(query: Query): NewReferral {
  return {
    campaignId: query.requiredInteger('campaignId'),
    advocateProfileIntegrationId: query.requiredText('advocateProfileIntegrationId'),
    friendProfileIntegrationId: query.text('friendProfileIntegrationId'),
    startDate: query.instant('startDate'),
    expiryDate: query.instant('expiryDate'),
    usageLimit: query.integer('usageLimit'),
    attributes: query.attributes(),
  }
}

/** [D] ReferralResponse.dryRun. Guess, setting `dryRunCode`. */
export function answerReferral(
  deployment: Deployment,
  input: NewReferral,
  { call, isDry }: { call: Call; isDry: boolean },
): Answer {
  if (!isDry) return json(thirdPartyReferral(createReferral(deployment, input, call)))
  const { code, ...rest } = thirdPartyReferral(createReferralDry(deployment, input, call))
  const isShown = deployment.settings.dryRunCode === 'present'
  return json({ ...rest, ...(isShown ? { code } : {}), dryRun: true })
}

/** The key names the Application; a call that names another one is a mistake. Guess, setting `otherApplicationStatus`. */
export function refuseOtherApplication(
  { settings }: Deployment,
  call: Call,
  applicationId: number | undefined,
): void {
  if (applicationId === undefined || applicationId === call.application.id) return
  const hint = `The API key belongs to the Application ${call.application.id}, the call names ${applicationId}.`
  const facts = { application: call.application.id, named: applicationId }
  throw settings.otherApplicationStatus === '404'
    ? notFound('other-application', hint, facts)
    : badRequest('other-application', 'Wrong Application', { facts, hint })
}
