// Referral and coupon CSV of Talon.One's import and export. [D] the columns of both endpoints.
import { guessed, ignored, understood, unknownField, type Verdict } from '../columns.ts'
import type { Format, Imported, ReadingOptions } from '../format.ts'
import { type InputFile, unreadable } from '../input-file.ts'
import { headerOf, readTable } from '../tables/table.ts'
import { TableEntries } from '../tables/table-entries.ts'
import { AttributeDefinitions } from './attribute-definitions.ts'
import { type Cells, couponOf, type ReadCode, referralOf } from './code-rows.ts'

const ACCOUNT = ignored('the account’s own bookkeeping')
const USAGE = guessed('nothing is used up yet', 'how often the code was redeemed so far')
const SHARED: Readonly<Record<string, Verdict>> = {
  startdate: understood('startDate'),
  expirydate: understood('expiryDate'),
  limitval: understood('usageLimit'),
  attributes: understood('attributes'),
  campaignid: understood('the campaign'),
  applicationid: understood('the Application'),
}
const REFERRAL: Readonly<Record<string, Verdict>> = {
  ...SHARED,
  code: understood('referrals: code'),
  advocateprofileintegrationid: understood(
    'referrals: advocateProfileIntegrationId, and a profile of this id',
  ),
}
const COUPON: Readonly<Record<string, Verdict>> = {
  ...SHARED,
  value: understood('coupons: value'),
  recipientintegrationid: understood('coupons: recipientIntegrationId'),
  discountlimit: understood('coupons: discountLimit'),
  discount_limitval: understood('coupons: discountLimit'),
  counter: USAGE,
  discount_counter: USAGE,
  reservation_counter: USAGE,
  ...Object.fromEntries(
    ['accountid', 'batchid', 'created', 'deleted', 'deleted_changelogid', 'id', 'importid', 'referralid'].map(
      name => [name, ACCOUNT],
    ),
  ),
}

export const referralsCsv: Format = {
  id: 'talon-one-referrals',
  called: 'Talon.One referrals, CSV',
  grade: '[D] importReferrals, exportReferrals',
  recognises: input => headerOf(input).includes('advocateprofileintegrationid'),
  read: (input, options) =>
    readCodes(input, options, { kind: 'referrals', columns: REFERRAL, codeOf: referralOf }),
}

const COUPON_COLUMNS = ['recipientintegrationid', 'limitval', 'discountlimit', 'expirydate', 'startdate']

export const couponsCsv: Format = {
  id: 'talon-one-coupons',
  called: 'Talon.One coupons, CSV',
  grade: '[D] importCoupons, exportCoupons',
  recognises: input =>
    headerOf(input).includes('value') && COUPON_COLUMNS.some(name => headerOf(input).includes(name)),
  mayBe: input => headerOf(input).includes('value'),
  read: (input, options) => readCodes(input, options, { kind: 'coupons', columns: COUPON, codeOf: couponOf }),
}

interface Kind {
  kind: 'referrals' | 'coupons'
  columns: Readonly<Record<string, Verdict>>
  codeOf(cells: Cells, pseudonyms: ReadingOptions['pseudonyms']): ReadCode
}

function readCodes(
  input: InputFile,
  { pseudonyms }: ReadingOptions,
  { kind, columns, codeOf }: Kind,
): Imported {
  const table = readTable(input.text)
  if (table === undefined) throw unreadable(input.file, 'a quote in it never ends, so that it is cut off')
  const names = table.header.map(name => name.toLowerCase())
  const entries = new TableEntries(table)
  const definitions = new AttributeDefinitions(kind === 'referrals' ? 'Referral' : 'Coupon')
  const seen = new Set<string>()
  const campaigns = new Map<string, Record<string, unknown>[]>()
  for (const row of table.rows) {
    const cells = new Map(names.map((name, at) => [name, (row.cells[at] ?? '').trim()]))
    const read = codeOf(cells, pseudonyms)
    const problem = problemOf(read, seen, definitions)
    if (problem !== undefined || 'problem' in read) {
      entries.refuseRow(row, problem ?? '')
      continue
    }
    seen.add(read.key)
    entries.formulas(row)
    const key = `${cells.get('applicationid') ?? ''} ${cells.get('campaignid') ?? ''}`
    const codes = campaigns.get(key)
    if (codes === undefined) campaigns.set(key, [read.code])
    else codes.push(read.code)
  }
  const all = [...campaigns.values()].flat()
  return {
    entries: entries.entries((name, at) => columns[names[at] ?? ''] ?? unknownField(name)),
    world: {
      talonOne: {
        attributes: definitions.records,
        codes: [...campaigns].map(([key, codes]) => ({ kind, ...ownerOf(key), codes })),
        profiles: all
          .map(profileOf)
          .filter(id => id !== undefined)
          .map(integrationId => ({ integrationId })),
      },
    },
  }
}

function problemOf(
  read: ReadCode,
  seen: ReadonlySet<string>,
  definitions: AttributeDefinitions,
): string | undefined {
  if ('problem' in read) return read.problem
  return seen.has(read.key) ? 'this code is there already' : definitions.problemOf(read.code.attributes)
}

const profileOf = (code: Record<string, unknown>): unknown =>
  code.advocateProfileIntegrationId ?? code.recipientIntegrationId

/** Only the export of coupons says whose they are. */
function ownerOf(key: string): { applicationId?: number; campaignId?: number } {
  const [application = '', campaign = ''] = key.split(' ')
  const id = (text: string) => (/^[1-9]\d{0,14}$/.test(text) ? Number(text) : undefined)
  const [applicationId, campaignId] = [id(application), id(campaign)]
  return {
    ...(applicationId === undefined ? {} : { applicationId }),
    ...(campaignId === undefined ? {} : { campaignId }),
  }
}
