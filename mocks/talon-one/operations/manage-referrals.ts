// What the Management API does to referrals: change, delete, import, export.
import { z } from 'zod'
import { msToIso } from '../../kit/duration.ts'
import type { Facts } from '../../kit/reason.ts'
import { CsvError, type CsvRecord, formatCsv, parseCsv } from '../csv.ts'
import type { Deployment } from '../deployment.ts'
import { badRequest, invalidField } from '../errors.ts'
import { type Instant, readInstant } from '../instant.ts'
import { type Attributes, refuseWrongAttributes } from '../rules/attribute-rules.ts'
import {
  codeKey,
  codeScope,
  endsBeforeItStarts,
  refuseUsageLimit,
  scopeName,
} from '../rules/referral-rules.ts'
import type { Application } from '../schemas/application.ts'
import { givenAttributes } from '../schemas/attribute.ts'
import type { Campaign } from '../schemas/campaign.ts'
import { instantText } from '../schemas/instant.ts'
import type { NewReferralRecord, Referral } from '../stores/referrals.ts'

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
  { application, referral }: { application: Application; referral: Referral },
  input: z.output<typeof updateReferralSchema>,
  causedBy: number,
): Referral {
  const startDate = input.startDate === undefined ? referral.startDate : readInstant(input.startDate)
  const expiryDate = input.expiryDate === undefined ? referral.expiryDate : readInstant(input.expiryDate)
  // Guess, setting `expiryBeforeStart`.
  if (
    startDate !== undefined &&
    expiryDate !== undefined &&
    expiryDate.at <= startDate.at &&
    deployment.settings.expiryBeforeStart === 'reject'
  ) {
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
type Column = (typeof COLUMNS)[number]
const REQUIRED: readonly Column[] = ['code', 'advocateprofileintegrationid']

const importError = (problem: string, facts?: Facts, hint?: string) =>
  badRequest('invalid-import', `Import Error: ${problem}`, { facts, hint })

/**
 * [D] importReferrals: all lines or none; it creates no profiles, so that redemption may find no advocate.
 * [D] creating-referrals: the wording of a parse error; the wording of a duplicate is from a production client.
 */
export function importReferrals(
  deployment: Deployment,
  { application, campaign }: { application: Application; campaign: Campaign },
  csv: string,
  causedBy: number,
): { id: number; amount: number } {
  const [header, ...lines] = readCsv(csv)
  if (header === undefined) throw importError('the file is empty')
  const columns = readHeader(header.fields)
  const importId = deployment.importIds.next()
  const scope = codeScope(deployment, campaign)
  const codes = new Set<string>()
  const records = lines.map(line => {
    const record = readReferral(deployment, { application, campaign, importId, scope }, columns, line)
    if (codes.has(record.codeKey) || deployment.referrals.findByCode(scope, record.codeKey) !== undefined) {
      throw badRequest('duplicate-code', 'Import Error: Duplicate code error', {
        facts: { line: line.line, code: record.code },
        hint: `Line ${line.line}: the code ${record.code} is taken in ${scopeName(deployment, scope)}.`,
      })
    }
    codes.add(record.codeKey)
    return record
  })
  for (const record of records) deployment.referrals.create(record)
  deployment.world.journal.append({
    kind: 'talon-one.referrals-imported',
    causedBy,
    importId,
    campaignId: campaign.id,
    amount: records.length,
  })
  return { id: importId, amount: records.length }
}

function readCsv(text: string): CsvRecord[] {
  try {
    return parseCsv(text)
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    throw importError(`Read CSV error ${error.message}`)
  }
}

function readHeader(fields: string[]): Map<Column, number> {
  const columns = new Map<Column, number>()
  for (const [index, name] of fields.entries()) {
    const column = COLUMNS.find(known => known === name.trim().toLowerCase())
    if (column === undefined) continue
    if (columns.has(column)) throw importError(`the column ${column} is there more than once`, { column })
    columns.set(column, index)
  }
  for (const column of REQUIRED) {
    if (!columns.has(column)) throw importError(`the column ${column} is missing`, { column })
  }
  return columns
}

function readReferral(
  deployment: Deployment,
  target: { application: Application; campaign: Campaign; importId: number; scope: number },
  columns: Map<Column, number>,
  { line, fields }: CsvRecord,
): NewReferralRecord {
  const read = (column: Column) => fields[columns.get(column) ?? -1]?.trim() ?? ''
  const wrong = (column: Column, problem: string) =>
    importError(
      `${column} on line ${line}: ${problem}`,
      { column, line },
      `The value is ${JSON.stringify(read(column))}.`,
    )
  const instant = (column: 'expirydate' | 'startdate'): Instant | undefined => {
    if (read(column) === '') return undefined
    const found = readInstant(read(column))
    if (found === undefined) throw wrong(column, 'is not an RFC 3339 date-time')
    return found
  }
  const code = read('code')
  // [D] Referral.code: at least 4 characters.
  if (code.length < 4 || code.length > 100) throw wrong('code', 'must have 4 to 100 characters')
  const advocate = read('advocateprofileintegrationid')
  if (advocate === '' || advocate.length > 1_000)
    throw wrong('advocateprofileintegrationid', 'must have 1 to 1000 characters')
  // [D] limitval: 1 when left blank.
  const limit = read('limitval') || '1'
  if (!/^-?\d+$/.test(limit)) throw wrong('limitval', 'is not an integer')
  const usageLimit = Number(limit)
  refuseUsageLimit(usageLimit)
  const attributes = readAttributes(read('attributes'))
  if (attributes === undefined) throw wrong('attributes', 'is not a JSON object')
  refuseWrongAttributes(deployment, target.application, { entity: 'Referral' }, attributes)
  const validity = { startDate: instant('startdate'), expiryDate: instant('expirydate') }
  if (endsBeforeItStarts(deployment, validity)) throw wrong('expirydate', 'must be after startdate')
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

function readAttributes(text: string): Attributes | undefined {
  if (text === '') return {}
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Attributes)
      : undefined
  } catch {
    return undefined
  }
}

const EXPORTED =
  'id,created,campaignid,advocateprofileintegrationid,friendprofileintegrationid,startdate,expirydate,code,importid,attributes,batchid,counter,limitval'

/** [D] exportReferrals, example: its header, and dates as "2021-09-10 09:21:06" unless ISO8601 is asked for. */
export function exportReferrals(referrals: Iterable<Referral>, dateFormat: 'ISO8601' | 'excel'): string {
  const date = (at: number | undefined) =>
    at === undefined
      ? undefined
      : dateFormat === 'ISO8601'
        ? msToIso(at)
        : msToIso(at).slice(0, 'yyyy-mm-ddThh:mm:ss'.length).replace('T', ' ')
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
