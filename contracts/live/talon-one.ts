// A real Talon.One tenant: its campaign is given, profiles are made with ids of this run, and what the run made is removed
// as far as the vendor's APIs can.
import { talonOneStates } from '../bloomreach-to-talon-one/states.ts'
import type { Provider } from '../court/contract.ts'
import { parseJson } from '../court/exchange.ts'
import type { Send } from '../tenants/talon-one.ts'
import { call, dressed, type TalonOneAccess, type TalonOneTenant } from '../tenants/talon-one.ts'
import type { TalonOneSettings } from './settings.ts'

export interface CleanUp {
  removed: string[]
  left: string[]
}

export interface LiveProvider extends Provider {
  cleanUp(): Promise<CleanUp>
}

const CREATES_REFERRAL = /^\/(customer_engagement\/referral|v1\/referrals)$/

export function liveTalonOne(settings: TalonOneSettings, send: Send, runId: string): LiveProvider {
  const access: TalonOneAccess = {
    deployment: settings.deployment,
    origin: settings.origin,
    thirdPartyOrigin: settings.thirdPartyOrigin,
    keys: {
      engagement: settings.engagementKey,
      integration: settings.integrationKey,
      ...(settings.managementKey === undefined ? {} : { management: settings.managementKey }),
    },
    send,
  }
  const referrals: number[] = []
  const profiles: string[] = []
  let last = 0
  const tenant: TalonOneTenant = {
    deployment: settings.deployment,
    async answer(request) {
      const { pathname } = new URL(request.url)
      const response = await send(dressed(request, access))
      if (response.ok && CREATES_REFERRAL.test(pathname)) {
        const { id } = (parseJson(await response.clone().text()) ?? {}) as { id?: unknown }
        if (typeof id === 'number') referrals.push(id)
      }
      return response
    },
    applicationId: async () => settings.applicationId,
    campaignId: async () => settings.campaignId,
    disabledCampaignId: () => refuse('a campaign that is not running'),
    loyaltyProgramId: () => refuse('a loyalty program'),
    cardProgramId: () => refuse('a card-based loyalty program'),
    addPoints: () => refuse('loyalty points'),
    createReferral: () => refuse('a referral to redeem'),
    closeSession: () => refuse('a closed session'),
    newId: what => `${runId}-${what}-${++last}@example.com`,
    async createProfile(integrationId) {
      await call(access, 'integration', 'PUT', `/v2/customer_profiles/${encodeURIComponent(integrationId)}`, {
        attributes: {},
      })
      profiles.push(integrationId)
    },
    stop: async () => {},
  }
  return {
    answer: tenant.answer,
    states: talonOneStates(tenant),
    stop: tenant.stop,
    async cleanUp() {
      const left = profiles.map(id => `customer profile ${id} (no API of Talon.One removes a profile)`)
      const removed: string[] = []
      const path = `/v1/applications/${settings.applicationId}/campaigns/${settings.campaignId}/referrals`
      for (const id of referrals) {
        if (settings.managementKey === undefined) {
          left.push(`referral ${id} (TALON_ONE_MANAGEMENT_KEY is not set)`)
          continue
        }
        await call(access, 'management', 'DELETE', `${path}/${id}`).then(
          () => removed.push(`referral ${id}`),
          (error: Error) => left.push(`referral ${id} (${error.message})`),
        )
      }
      return { removed, left }
    },
  }
}

/** No interaction that needs it is marked safe; a new one that does must say how to set it up first. */
async function refuse(what: string): Promise<never> {
  throw new Error(`a live run does not set up ${what}`)
}
