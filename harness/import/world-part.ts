// What one input adds to the world that is written, and how several add up: of one id or name there is one record.

import type { CampaignRules } from './talon-one/rule.ts'

type Fields = Readonly<Record<string, unknown>>

/** Records by their section of the world file; each is what the world's schema says. */
export interface BloomreachPart {
  consentCategories?: readonly object[]
  frequencyPolicies?: readonly object[]
  segmentations?: readonly object[]
  voucherPools?: readonly object[]
  customers?: readonly object[]
  /** Attributes that are marked as private. */
  privateAttributes?: readonly string[]
  /** And properties of events, by the type of the event. */
  privateEvents?: readonly [type: string, names: string[]][]
  integrations?: readonly object[]
  scenarios?: readonly ScenarioEntry[]
}

export interface WorldPart {
  bloomreach?: BloomreachPart
  talonOne?: {
    campaigns?: readonly ApplicationCampaign[]
    codes?: readonly CampaignCodes[]
    rules?: readonly (CampaignRules & { campaignId?: number })[]
    profiles?: readonly object[]
    attributes?: readonly object[]
    /** Without what belongs to them. */
    applicationRecords?: readonly object[]
    audiences?: readonly object[]
    loyaltyPrograms?: readonly object[]
    /** Its host name. */
    deployment?: string
  }
}

/** Codes as a file holds them, which may not say whose they are. */
export interface CampaignCodes {
  kind: 'referrals' | 'coupons'
  applicationId?: number
  campaignId?: number
  codes: readonly object[]
}

export interface ScenarioEntry {
  file: string
  /** Why it cannot be started as it stands. */
  problem?: string
}

export interface ApplicationCampaign {
  applicationId: number
  campaign: object & { id: number }
}

/** In the order in which they came; a later record of the same key adds what the former leaves open. */
export function merged(records: readonly object[], keyOf: (record: Fields) => string): object[] {
  const byKey = new Map<string, object>()
  for (const record of records) {
    const key = keyOf(record as Fields)
    const before = byKey.get(key)
    byKey.set(key, before === undefined ? record : fuller(before, record))
  }
  return [...byKey.values()]
}

/** A record that only holds a place gives way. */
const fuller = (a: object, b: object): object =>
  Object.keys(a).length > Object.keys(b).length ? { ...b, ...a } : { ...a, ...b }

export const byId = ({ id, name }: Fields): string => String(id ?? name)
export const byName = ({ name }: Fields): string => String(name)
