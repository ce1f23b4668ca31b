// What the Management API does to referrals: change, delete, import, export.
import { z } from 'zod'
import { breathe } from '../../../kit/time/breath.ts'
import { formatCsv } from '../../csv.ts'
import type { Deployment } from '../../deployment.ts'
import { invalidField } from '../../errors.ts'
import { readInstant } from '../../instant.ts'
import { refuseWrongAttributes } from '../../rules/attribute-rules.ts'
import { codeKey, codeScope, endsBeforeItStarts, scopeName } from '../../rules/referral-rules.ts'
import type { Application } from '../../schemas/application.ts'
import { givenAttributes } from '../../schemas/attribute.ts'
import type { Campaign } from '../../schemas/campaign.ts'
import { instantText } from '../../schemas/instant.ts'
import type { NewReferralRecord, Referral } from '../../stores/codes/referrals.ts'
import { environmentOf } from '../../stores/profiles.ts'
import { type CsvRow, csvDate, duplicateCode, type Import, readTable } from './csv-import.ts'

/** [D] UpdateReferral: no other property. What is left out stays. */
export const updateReferralSchema = z.strictObject({
  friendProfileIntegrationId: z.string().max(1_000).optional(),
  startDate: instantText.optional(),
  expiryDate: instantText.optional(),
  usageLimit: z.int().min(0).max(999_999).optional(),
  attributes: givenAttributes.optional(),
})

export function updateReferral(
  deployment: Deployment,
  { application, causedBy }: { application: Application; causedBy: number },
  referral: Referral,
  input: z.output<typeof updateReferralSchema>,
): Referral {
  const startDate = input.startDate === undefined ? referral.startDate : readInstant(input.startDate)
  const expiryDate = input.expiryDate === undefined ? referral.expiryDate : readInstant(input.expiryDate)
  if (endsBeforeItStarts(deployment, { startDate, expiryDate })) {
    throw invalidField('/expiryDate', 'must be after startDate')
  }
  const { attributes = referral.attributes, usageLimit = referral.usageLimit } = input
  refuseWrongAttributes(deployment, application, { entity: 'Referral' }, attributes)
  const friend = input.friendProfileIntegrationId ?? referral.friendProfileIntegrationId
  deployment.world.journal.append({
    kind: 'talon-one.referral-updated',
    causedBy,
    referralId: referral.id,
    code: referral.code,
  })
  return deployment.referrals.update(referral, {
    // An empty friend means anyone.
    friendProfileIntegrationId: friend === '' ? undefined : friend,
    startDate,
    expiryDate,
    usageLimit,
    attributes,
  })
}

export function deleteReferral({ referrals, world }: Deployment, referral: Referral, causedBy: number): void {
  referrals.delete(referral)
  world.journal.append({
    kind: 'talon-one.referral-deleted',
    causedBy,
    referralId: referral.id,
    code: referral.code,
  })
}

const COLUMNS = [
  'code',
  'advocateprofileintegrationid',
  'startdate',
  'expirydate',
  'limitval',
  'attributes',
] as const

/**
 * [D] importReferrals: all lines or none; it creates no profiles, so that redemption may find no advocate.
 */
export async function importReferrals(
  deployment: Deployment,
  { application, campaign }: { application: Application; campaign: Campaign },
  csv: string,
  causedBy?: number,
): Promise<Import> {
  const { rows, ignored } = await readTable(csv, COLUMNS, ['code', 'advocateprofileintegrationid'])
  const importId = deployment.importIds.next()
  const scope = codeScope(deployment, campaign)
  const lines = new Map<string, number>()
  const records: NewReferralRecord[] = []
  const refuseTaken = ({ code, codeKey }: NewReferralRecord, line: number) => {
    if (deployment.referrals.findByCode(scope, codeKey) !== undefined)
      throw duplicateCode(line, code, scopeName(deployment, scope))
  }
  for (const row of rows) {
    await breathe()
    const record = readReferral(deployment, { application, campaign, importId, scope }, row)
    if (lines.has(record.codeKey)) throw duplicateCode(row.line, record.code, scopeName(deployment, scope))
    refuseTaken(record, row.line)
    lines.set(record.codeKey, row.line)
    records.push(record)
  }
  // Others had their turn meanwhile; from here on nobody has.
  for (const record of records) refuseTaken(record, lines.get(record.codeKey) ?? 0)
  for (const record of records) deployment.referrals.create(record)
  deployment.world.journal.append({
    kind: 'talon-one.referrals-imported',
    causedBy,
    importId,
    campaignId: campaign.id,
    amount: records.length,
  })
  return { id: importId, amount: records.length, ignored }
}

type Row = CsvRow<(typeof COLUMNS)[number]>

function readReferral(
  deployment: Deployment,
  target: { application: Application; campaign: Campaign; importId: number; scope: number },
  row: Row,
): NewReferralRecord {
  // [D] Referral.code: at least 4 characters.
  const code = row.textOf('code', 4, 100)
  const named = row.textOf('advocateprofileintegrationid', 1, 1_000)
  // The profile's own text: that of a row is a part of its file and keeps all of it in memory.
  const advocate = deployment.profiles.find(environmentOf(target.application), named)?.integrationId ?? named
  const usageLimit = row.usageLimit('limitval')
  const attributes = row.attributes('attributes')
  refuseWrongAttributes(deployment, target.application, { entity: 'Referral' }, attributes)
  const validity = { startDate: row.instant('startdate'), expiryDate: row.instant('expirydate') }
  if (endsBeforeItStarts(deployment, validity)) throw row.wrong('expirydate', 'must be after startdate')
  return {
    createdAt: deployment.world.clock.now(),
    applicationId: target.application.id,
    campaignId: target.campaign.id,
    advocateProfileIntegrationId: advocate,
    friendProfileIntegrationId: undefined,
    ...validity,
    usageLimit,
    attributes,
    code,
    codeScope: target.scope,
    codeKey: codeKey(deployment, code),
    batchId: undefined,
    importId: target.importId,
  }
}

const EXPORTED =
  'id,created,campaignid,advocateprofileintegrationid,friendprofileintegrationid,startdate,expirydate,code,importid,attributes,batchid,counter,limitval'

/** [D] exportReferrals, example: its header. */
export function exportReferrals(referrals: Iterable<Referral>, dateFormat: 'ISO8601' | 'excel'): string {
  const date = csvDate(dateFormat)
  const rows = Iterator.from(referrals).map(referral => [
    referral.id,
    date(referral.createdAt),
    referral.campaignId,
    referral.advocateProfileIntegrationId,
    referral.friendProfileIntegrationId,
    date(referral.startDate?.at),
    date(referral.expiryDate?.at),
    referral.code,
    referral.importId,
    JSON.stringify(referral.attributes),
    referral.batchId,
    referral.usageCounter,
    referral.usageLimit,
  ])
  return `${EXPORTED}\n${formatCsv(rows)}`
}
