// Vouchers, codes and campaign settings of a world, in the vendors' own forms of import.
import type { ReadWorld } from '../world/definition.ts'
import { guardedCsv, leftOut } from './guarded-csv.ts'
import { type HandedOut, jsonFile, slugOf } from './handed-out.ts'

export function voucherFiles({ data }: ReadWorld): HandedOut {
  const tables = (data.bloomreach?.voucherPools ?? []).map(({ name, codes }) => ({
    name,
    table: guardedCsv(
      ['code'],
      codes.map(code => [code]),
    ),
  }))
  return {
    files: tables.map(({ name, table }) => ({ path: `${slugOf(name)}.vouchers.csv`, text: table.text })),
    byHand: tables.flatMap(({ name, table }) => leftOut(`pool ${name}`, table)),
    remarks: ['A code that any pool of the project has is skipped by the import.'],
  }
}

export type WorldCampaign = NonNullable<
  ReadWorld['data']['talonOne']
>['applications'][number]['campaigns'][number]

const campaignsOf = ({ data }: ReadWorld): { applicationId: number; campaign: WorldCampaign }[] =>
  (data.talonOne?.applications ?? []).flatMap(({ id, campaigns }) =>
    campaigns.map(campaign => ({ applicationId: id, campaign })),
  )

/** [D] importReferrals, importCoupons: their columns. */
const REFERRAL = ['code', 'advocateprofileintegrationid', 'startdate', 'expirydate', 'limitval', 'attributes']
const COUPON = [
  'value',
  'expirydate',
  'startdate',
  'recipientintegrationid',
  'limitval',
  'discountlimit',
  'attributes',
]

export function codeFiles(read: ReadWorld): HandedOut {
  const tables = campaignsOf(read).flatMap(({ applicationId, campaign }) => {
    const name = `application-${applicationId}.campaign-${campaign.id}`
    return [
      { path: `${name}.referrals.csv`, header: REFERRAL, rows: campaign.referrals.map(referralRow) },
      { path: `${name}.coupons.csv`, header: COUPON, rows: campaign.coupons.map(couponRow) },
    ]
      .filter(({ rows }) => rows.length > 0)
      .map(({ path, header, rows }) => ({ path, table: guardedCsv(header, rows) }))
  })
  return {
    files: tables.map(({ path, table }) => ({ path, text: table.text })),
    byHand: tables.flatMap(({ path, table }) => leftOut(path, table)),
    remarks: ['Attributes have to be defined in the account before they are imported.'],
  }
}

const referralRow = (one: WorldCampaign['referrals'][number]): string[] =>
  [
    one.code,
    one.advocateProfileIntegrationId,
    one.startDate,
    one.expiryDate,
    one.usageLimit,
    one.attributes,
  ].map(cellOf)

const couponRow = (one: WorldCampaign['coupons'][number]): string[] =>
  [
    one.value,
    one.expiryDate,
    one.startDate,
    one.recipientIntegrationId,
    one.usageLimit,
    one.discountLimit,
    one.attributes,
  ].map(cellOf)

function cellOf(value: unknown): string {
  if (value === undefined || value === null) return ''
  if (typeof value !== 'object') return String(value)
  return Object.keys(value).length === 0 ? '' : JSON.stringify(value)
}

/** [D] updateCampaign: what it takes. Rules are no part of it, and no public call writes them. */
const SETTINGS = [
  'name',
  'description',
  'startTime',
  'endTime',
  'attributes',
  'state',
  'tags',
  'features',
  'couponSettings',
  'referralSettings',
  'limits',
  'campaignGroups',
] as const

export function campaignFiles(read: ReadWorld): HandedOut {
  return {
    files: campaignsOf(read).map(({ applicationId, campaign }) =>
      jsonFile(
        `application-${applicationId}.campaign-${campaign.id}.json`,
        Object.fromEntries(
          SETTINGS.map(name => [name, campaign[name]]).filter(([, value]) => value !== undefined),
        ),
      ),
    ),
    byHand: [],
    remarks: [
      'Each is the body of PUT /v1/applications/{a}/campaigns/{c}, which you send; add activeRulesetId, which this world does not know.',
    ],
  }
}
