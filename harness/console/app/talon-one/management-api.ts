// What the views ask of the Management API, and the fields of its answers that they show.
import { vendor } from '../kit/api.ts'

export interface Page<T> {
  data: T[]
  totalResultSize?: number
  hasMore?: boolean
}

export interface Application {
  id: number
  name: string
  description?: string
  timezone: string
  currency: string
  created: string
}

export type CampaignState = 'enabled' | 'disabled' | 'archived'

export interface Limit {
  action: string
  limit: number
  entities: string[]
  period?: string
}

export interface Campaign {
  id: number
  name: string
  description: string
  state: CampaignState
  features: string[]
  startTime?: string
  endTime?: string
  referralSettings?: CodeFormat
  couponSettings?: CodeFormat
  limits: Limit[]
  activeRulesetId?: number
  frontendState?: string
  tags: string[]
}

export interface CodeFormat {
  validCharacters: string[]
  couponPattern: string
}

export interface Rule {
  title: string
  condition?: unknown
  effects?: unknown[]
}

export interface Referral {
  id: number
  code: string
  created: string
  advocateProfileIntegrationId: string
  friendProfileIntegrationId?: string
  usageLimit: number
  usageCounter: number
  startDate?: string
  expiryDate?: string
}

export interface Coupon {
  id: number
  value: string
  created: string
  usageLimit: number
  usageCounter: number
  recipientIntegrationId?: string
  startDate?: string
  expiryDate?: string
}

export interface ApiKey {
  id: number
  title: string
  expires: string
  platform: string
  type: string
  created: string
}

export interface CustomerProfile {
  id: number
  integrationId: string
  created: string
  attributes: Record<string, unknown>
  closedSessions: number
  totalSales: number
  lastActivity: string
}

export interface Session {
  id: number
  integrationId: string
  profileintegrationid?: string
  profileIntegrationId?: string
  state: string
  referral?: string
  coupon?: string
  created: string
  total?: number
  discounts?: Record<string, number>
  cartItems?: unknown[]
}

export interface AccessLog {
  uuid: string
  status: number
  method: string
  requestUri: string
  time: string
}

/** As many as one answer takes. */
const SHOWN = 1_000

const paged = (path: string): string => `${path}${path.includes('?') ? '&' : '?'}pageSize=${SHOWN}`
const ofApplication = (id: string | number): string => `/v1/applications/${id}`
const ofCampaign = (application: string | number, campaign: string | number): string =>
  `${ofApplication(application)}/campaigns/${campaign}`

export const management = {
  applications: () => vendor<Page<Application>>(paged('/v1/applications')),
  application: (id: string) => vendor<Application>(ofApplication(id)),
  createApplication: (body: object) => vendor<Application>('/v1/applications', { method: 'POST', body }),

  campaigns: (application: string) =>
    vendor<Page<Campaign>>(paged(`${ofApplication(application)}/campaigns`)),
  campaign: (application: string, id: string) => vendor<Campaign>(ofCampaign(application, id)),
  createCampaign: (application: string, body: object) =>
    vendor<Campaign>(`${ofApplication(application)}/campaigns`, { method: 'POST', body }),
  updateCampaign: (application: string, id: string, body: object) =>
    vendor<Campaign>(ofCampaign(application, id), { method: 'PUT', body }),
  rules: async (application: string, id: string): Promise<Rule[]> => {
    const { data } = await vendor<Page<{ rules: Rule[] }>>(`${ofCampaign(application, id)}/rulesets`)
    return data.flatMap(({ rules }) => rules)
  },

  referrals: (application: string, campaign: string) =>
    vendor<Page<Referral>>(paged(`${ofCampaign(application, campaign)}/referrals`)),
  coupons: (application: string, campaign: string) =>
    vendor<Page<Coupon>>(paged(`${ofCampaign(application, campaign)}/coupons`)),

  apiKeys: (application: string) => vendor<Page<ApiKey>>(paged(`${ofApplication(application)}/apikeys`)),
  createApiKey: (application: string, body: object) =>
    vendor<ApiKey & { key: string }>(`${ofApplication(application)}/apikeys`, { method: 'POST', body }),
  deleteApiKey: (application: string, key: number) =>
    vendor<unknown>(`${ofApplication(application)}/apikeys/${key}`, { method: 'DELETE' }),

  customers: (application: string) =>
    vendor<Page<CustomerProfile>>(paged(`${ofApplication(application)}/customers`)),
  customer: (application: string, id: string) =>
    vendor<CustomerProfile>(`${ofApplication(application)}/customers/${id}`),
  inventory: (integrationId: string) =>
    vendor<Inventory>(
      `/v1/customer_profiles/${encodeURIComponent(integrationId)}/inventory?referrals=true&coupons=true&loyalty=true`,
    ),

  sessions: (application: string) => vendor<Page<Session>>(paged(`${ofApplication(application)}/sessions`)),
  session: (application: string, id: string) =>
    vendor<Session>(`${ofApplication(application)}/sessions/${id}`),

  accessLogs: (application: string) =>
    vendor<Page<AccessLog>>(
      paged(
        `${ofApplication(application)}/access_logs/no_total?rangeStart=0001-01-01T00:00:00Z&rangeEnd=9999-12-31T23:59:59Z&sort=-time`,
      ),
    ),
}

export interface Inventory {
  referrals?: Referral[]
  coupons?: Coupon[]
  loyalty?: { programs: Record<string, { ledger: Balance; subLedgers?: Record<string, Balance> }> }
}

interface Balance {
  currentBalance: number
  pendingBalance?: number
  spentBalance?: number
  expiredBalance?: number
}
