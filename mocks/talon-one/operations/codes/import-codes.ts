// Codes of a CSV file. [D] importReferrals, importCoupons: all lines or none.
import { breathe } from '../../../kit/time/breath.ts'
import type { Deployment } from '../../deployment.ts'
import { badRequest, type Refusal } from '../../errors.ts'
import { refuseWrongAttributes } from '../../rules/attribute-rules.ts'
import { endsBeforeItStarts } from '../../rules/new-code.ts'
import type { Application } from '../../schemas/application.ts'
import type { Campaign } from '../../schemas/campaign.ts'
import { type CsvRow, type CsvSource, readTable } from './csv-table.ts'

export interface ImportTarget {
  application: Application
  campaign: Campaign
  /** A world file has no request. */
  causedBy?: number
}

export interface Import {
  id: number
  amount: number
  /** Columns that the vendor describes none of. */
  ignored: readonly string[]
}

/** What a file of these codes looks like, and what becomes of its rows. */
interface CodeFile<C extends string, R> {
  columns: readonly C[]
  required: readonly C[]
  kind: 'coupons' | 'referrals'
  /** Within what a code is unique. */
  where: string
  skipsDuplicates?: boolean
  read(row: CsvRow<C>, importId: number): R
  codeOf(record: R): { code: string; key: string }
  isTaken(record: R): boolean
  create(record: R): unknown
}

export async function importCodes<C extends string, R>(
  deployment: Deployment,
  { application, campaign, causedBy }: ImportTarget,
  source: CsvSource<C>,
  file: CodeFile<C, R>,
): Promise<Import> {
  const { rows, ignored } = await readTable(source, file.columns, file.required)
  const importId = deployment.importIds.next()
  const lines = new Map<string, { record: R; line: number }>()
  function isFree(record: R, line: number): boolean {
    const { code, key } = file.codeOf(record)
    if (!file.isTaken(record) && (lines.get(key)?.line ?? line) === line) return true
    if (file.skipsDuplicates === true) return false
    throw duplicateCode(line, code, file.where)
  }
  for (const row of rows) {
    await breathe()
    const { line } = row
    const record = file.read(row, importId)
    if (isFree(record, line)) lines.set(file.codeOf(record).key, { record, line })
  }
  // Others had their turn meanwhile; from here on nobody has.
  const free = [...lines.values()].filter(({ record, line }) => isFree(record, line))
  for (const { record } of free) file.create(record)
  const amount = free.length
  const told = { causedBy, importId, campaignId: campaign.id, applicationId: application.id, amount }
  deployment.world.journal.append({ kind: `talon-one.${file.kind}-imported`, ...told })
  return { id: importId, amount, ignored }
}

/** What a row says of a code of either kind. */
export function readShared(
  deployment: Deployment,
  application: Application,
  entity: 'Coupon' | 'Referral',
  row: CsvRow<'attributes' | 'expirydate' | 'limitval' | 'startdate'>,
) {
  const validity = { startDate: row.instant('startdate'), expiryDate: row.instant('expirydate') }
  if (endsBeforeItStarts(deployment, validity)) throw row.wrong('expirydate', 'must be after startdate')
  const attributes = row.attributes('attributes')
  refuseWrongAttributes(deployment, application, { entity }, attributes)
  return { ...validity, usageLimit: row.usageLimit('limitval'), attributes }
}

/** The wording is from a production client. */
const duplicateCode = (line: number, code: string, where: string): Refusal =>
  badRequest('duplicate-code', 'Import Error: Duplicate code error', {
    facts: { line, code },
    hint: `Line ${line}: the code ${code} is taken in ${where}.`,
  })
