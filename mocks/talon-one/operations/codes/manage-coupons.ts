// What the Management API does to coupons: create many, change, delete, import, export.
import { z } from 'zod'
import { breathe } from '../../../kit/time/breath.ts'
import { formatCsv } from '../../csv.ts'
import { ACCOUNT_ID, type Deployment } from '../../deployment.ts'
import { invalidField, notEmulated, Refusal } from '../../errors.ts'
import { readInstant } from '../../instant.ts'
import { refuseWrongAttributes } from '../../rules/attribute-rules.ts'
import { couponKey } from '../../rules/coupon-rules.ts'
import { endsBeforeItStarts, type Validity } from '../../rules/referral-rules.ts'
import type { Application } from '../../schemas/application.ts'
import { givenAttributes } from '../../schemas/attribute.ts'
import { type Campaign, limitSchema } from '../../schemas/campaign.ts'
import { codePattern, validCharacters } from '../../schemas/codes/codes.ts'
import { instantText } from '../../schemas/instant.ts'
import type { Coupon, CouponChange, NewCouponRecord } from '../../stores/codes/coupons.ts'
import { type NewCoupon, storeCoupon } from './create-coupon.ts'
import { type CsvRow, csvDate, duplicateCode, type Import, readTable } from './csv-import.ts'

/** [D] CouponConstraints. */
const constraints = {
  usageLimit: z.int().min(0).max(999_999),
  discountLimit: z.number().min(0).max(1e15).optional(),
  reservationLimit: z.int().min(0).max(999_999).optional(),
  startDate: instantText.optional(),
  expiryDate: instantText.optional(),
}
const codes = { validCharacters: validCharacters.optional(), couponPattern: codePattern.optional() }
const integrationId = z.string().min(1).max(1_000)
const MOST_COUPONS = 20_000

/** [D] NewCoupons. */
export const newCouponsSchema = z.object({
  ...constraints,
  ...codes,
  limits: z.array(limitSchema).optional(),
  numberOfCoupons: z.int().min(1).max(MOST_COUPONS),
  attributes: givenAttributes.default({}),
  recipientIntegrationId: z.string().max(1_000).optional(),
  isReservationMandatory: z.boolean().optional(),
  implicitlyReserved: z.boolean().optional(),
})

/** [D] NewCouponsForMultipleRecipients. */
export const couponsForRecipientsSchema = z.object({
  ...constraints,
  ...codes,
  recipientsIntegrationIds: z.array(integrationId).min(1).max(1_000),
  attributes: givenAttributes.default({}),
})

/** [D] UpdateCoupon; what is left out stays. */
export const updateCouponSchema = z.object({
  ...constraints,
  usageLimit: constraints.usageLimit.optional(),
  limits: z.array(limitSchema).optional(),
  attributes: givenAttributes.optional(),
  recipientIntegrationId: z.string().max(1_000).optional(),
  isReservationMandatory: z.boolean().optional(),
  implicitlyReserved: z.boolean().optional(),
})

/** [D] UpdateCouponBatch. */
export const updateBatchSchema = updateCouponSchema
  .omit({
    limits: true,
    recipientIntegrationId: true,
    isReservationMandatory: true,
    implicitlyReserved: true,
  })
  .extend({ batchID: z.string().min(1).optional() })

interface Target {
  application: Application
  campaign: Campaign
  causedBy: number
}

type NewCoupons = Pick<
  z.output<typeof newCouponsSchema>,
  Exclude<keyof z.output<typeof newCouponsSchema>, 'numberOfCoupons' | 'recipientIntegrationId'>
>

/** One coupon for each recipient, undefined for anybody: all of them in one batch, or none. */
export function createCoupons(
  deployment: Deployment,
  target: Target,
  { startDate, expiryDate, validCharacters, couponPattern, ...rest }: NewCoupons,
  recipients: readonly (string | undefined)[],
): Coupon[] {
  if (rest.implicitlyReserved === true) throw notEmulated('implicitlyReserved')
  const validity = { startDate: readDate(startDate), expiryDate: readDate(expiryDate) }
  refuseBackwards(deployment, validity)
  const { coupons: mandatory } = target.application.mandatoryAttributes
  refuseWrongAttributes(deployment, target.application, { entity: 'Coupon' }, rest.attributes, mandatory)
  const input: NewCoupon = {
    ...rest,
    ...validity,
    campaignId: target.campaign.id,
    batchId: deployment.secrets.text(8, 'abcdefghijklmnopqrstuvwxyz'),
    codes:
      couponPattern === undefined && validCharacters === undefined
        ? undefined
        : { couponPattern, validCharacters },
  }
  const created: Coupon[] = []
  try {
    for (const recipient of recipients) {
      const recipientIntegrationId = recipient === '' ? undefined : recipient
      created.push(storeCoupon(deployment, target, { ...input, recipientIntegrationId }))
    }
  } catch (error) {
    // The pattern ran out of codes on the way.
    if (error instanceof Refusal) for (const coupon of created) deployment.coupons.delete(coupon)
    throw error
  }
  return created
}

const readDate = (text: string | undefined) => (text === undefined ? undefined : readInstant(text))

/** Guess, setting `expiryBeforeStart`. */
function refuseBackwards(deployment: Deployment, validity: Validity): void {
  if (endsBeforeItStarts(deployment, validity)) throw invalidField('/expiryDate', 'must be after startDate')
}

export function updateCoupon(
  deployment: Deployment,
  { application, causedBy }: Pick<Target, 'application' | 'causedBy'>,
  coupon: Coupon,
  { startDate, expiryDate, implicitlyReserved, ...rest }: z.output<typeof updateCouponSchema>,
): Coupon {
  if (implicitlyReserved === true) throw notEmulated('implicitlyReserved')
  const change: CouponChange = Object.fromEntries(
    Object.entries(rest).filter(([, value]) => value !== undefined),
  )
  if (startDate !== undefined) change.startDate = readInstant(startDate)
  if (expiryDate !== undefined) change.expiryDate = readInstant(expiryDate)
  // An empty recipient means anyone.
  if (change.recipientIntegrationId === '') change.recipientIntegrationId = undefined
  refuseBackwards(deployment, { ...coupon, ...change })
  refuseWrongAttributes(deployment, application, { entity: 'Coupon' }, rest.attributes ?? {})
  journal(deployment, 'updated', coupon, causedBy)
  return deployment.coupons.update(coupon, change)
}

export function deleteCoupon(deployment: Deployment, coupon: Coupon, causedBy: number): void {
  deployment.coupons.delete(coupon)
  journal(deployment, 'deleted', coupon, causedBy)
}

const journal = ({ world }: Deployment, what: string, { id, value }: Coupon, causedBy: number) =>
  world.journal.append({ kind: `talon-one.coupon-${what}`, causedBy, couponId: id, code: value })

const COLUMNS = [
  'value',
  'expirydate',
  'startdate',
  'recipientintegrationid',
  'limitval',
  'attributes',
  'discountlimit',
] as const

/** [D] importCoupons: all lines or none; a duplicate is an error unless duplicates are skipped. */
export async function importCoupons(
  deployment: Deployment,
  target: Omit<Target, 'causedBy'> & Partial<Pick<Target, 'causedBy'>>,
  csv: string,
  { skipsDuplicates }: { skipsDuplicates: boolean },
): Promise<Import> {
  const { application, campaign, causedBy } = target
  const { rows, ignored } = await readTable(csv, COLUMNS, ['value'])
  const importId = deployment.importIds.next()
  const batchId = deployment.secrets.text(8, 'abcdefghijklmnopqrstuvwxyz')
  const records = new Map<string, NewCouponRecord>()
  const isTaken = (key: string) => deployment.coupons.findByValue(key) !== undefined
  for (const row of rows) {
    await breathe()
    const record = { ...readCoupon(deployment, target, row), importId, batchId }
    const isDuplicate = records.has(record.valueKey) || isTaken(record.valueKey)
    if (isDuplicate && !skipsDuplicates) throw duplicateCode(row.line, record.value, 'the account')
    if (!isDuplicate) records.set(record.valueKey, record)
  }
  // Others had their turn meanwhile; from here on nobody has.
  const lost = [...records.values()].filter(({ valueKey }) => isTaken(valueKey))
  if (lost[0] !== undefined && !skipsDuplicates) throw duplicateCode(0, lost[0].value, 'the account')
  for (const { valueKey } of lost) records.delete(valueKey)
  for (const record of records.values()) deployment.coupons.create(record)
  deployment.world.journal.append({
    kind: 'talon-one.coupons-imported',
    causedBy,
    importId,
    campaignId: campaign.id,
    applicationId: application.id,
    amount: records.size,
  })
  return { id: importId, amount: records.size, ignored }
}

type Row = CsvRow<(typeof COLUMNS)[number]>

function readCoupon(
  deployment: Deployment,
  { application, campaign }: Omit<Target, 'causedBy'>,
  row: Row,
): NewCouponRecord {
  const value = row.textOf('value', 3, 100)
  const validity = { startDate: row.instant('startdate'), expiryDate: row.instant('expirydate') }
  if (endsBeforeItStarts(deployment, validity)) throw row.wrong('expirydate', 'must be after startdate')
  const attributes = row.attributes('attributes')
  refuseWrongAttributes(deployment, application, { entity: 'Coupon' }, attributes)
  return {
    createdAt: deployment.world.clock.now(),
    applicationId: application.id,
    campaignId: campaign.id,
    value,
    valueKey: couponKey(application, value),
    identifier: undefined,
    recipientIntegrationId: row.text('recipientintegrationid') || undefined,
    isReservationMandatory: false,
    referralId: undefined,
    batchId: undefined,
    importId: undefined,
    limits: undefined,
    usageLimit: row.usageLimit('limitval'),
    discountLimit: readDiscount(row),
    reservationLimit: undefined,
    ...validity,
    attributes,
  }
}

function readDiscount(row: Row): number | undefined {
  const text = row.text('discountlimit')
  if (text === '') return undefined
  const value = Number(text)
  if (!/^\d{1,15}(\.\d+)?$/.test(text) || value > 1e15)
    throw row.wrong('discountlimit', 'is not a number from 0')
  return value
}

/** [D] exportCoupons, example: its header. */
const EXPORTED =
  'id,created,campaignid,value,expirydate,startdate,attributes,applicationid,deleted,deleted_changelogid,accountid,referralid,recipientintegrationid,importid,batchid,reservation,limits,limitval,counter,discount_counter,discount_limitval'

export function exportCoupons(coupons: Iterable<Coupon>, dateFormat: 'ISO8601' | 'excel'): string {
  const date = csvDate(dateFormat)
  const rows = Iterator.from(coupons).map(coupon => [
    coupon.id,
    date(coupon.createdAt),
    coupon.campaignId,
    coupon.value,
    date(coupon.expiryDate?.at),
    date(coupon.startDate?.at),
    JSON.stringify(coupon.attributes),
    coupon.applicationId,
    undefined,
    0,
    ACCOUNT_ID,
    coupon.referralId,
    coupon.recipientIntegrationId,
    coupon.importId,
    coupon.batchId,
    undefined,
    JSON.stringify(coupon.limits ?? []),
    coupon.usageLimit,
    coupon.usageCounter,
    coupon.discountCounter,
    coupon.discountLimit,
  ])
  return `${EXPORTED}\n${formatCsv(rows)}`
}

export const exportCouponValues = (coupons: Iterable<Coupon>): string =>
  `value\n${formatCsv(Iterator.from(coupons).map(({ value }) => [value]))}`
