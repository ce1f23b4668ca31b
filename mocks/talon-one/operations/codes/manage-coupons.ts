// What the Management API does to coupons: create many, change, delete, import, export.
import { z } from 'zod'
import { ACCOUNT_ID, type Deployment } from '../../deployment.ts'
import { notEmulated } from '../../errors.ts'
import { refuseWrongAttributes } from '../../rules/attribute-rules.ts'
import { givenAttributes } from '../../schemas/attribute.ts'
import { sentLimit } from '../../schemas/campaign.ts'
import { codePattern, codesAskedFor, validCharacters } from '../../schemas/codes/codes.ts'
import { name, nameOrNone, newAttributes, usageLimit, validity } from '../../schemas/fields.ts'
import type { Coupon } from '../../stores/codes/coupons.ts'
import { allOrNone, newBatchId } from './batch.ts'
import { acceptedChange, refuseBackwards } from './changed-code.ts'
import { couponRecord, type NewCoupon, storeCoupon } from './create-coupon.ts'
import type { Columns, CsvRow, CsvSource } from './csv-table.ts'
import { type Import, type ImportTarget, importCodes, readShared } from './import-codes.ts'

/** [D] CouponConstraints. */
const constraints = {
  usageLimit,
  discountLimit: z.number().min(0).max(1e15).optional(),
  reservationLimit: usageLimit.optional(),
  ...validity,
}
const codes = { validCharacters: validCharacters.optional(), couponPattern: codePattern.optional() }
const MOST_COUPONS = 20_000

/** [D] NewCoupons. */
export const newCouponsSchema = z.object({
  ...constraints,
  ...codes,
  limits: z.array(sentLimit).optional(),
  numberOfCoupons: z.int().min(1).max(MOST_COUPONS),
  attributes: newAttributes,
  recipientIntegrationId: nameOrNone.optional(),
  isReservationMandatory: z.boolean().optional(),
  implicitlyReserved: z.boolean().optional(),
  supportRequestId: z.int().optional(),
  supportRequestNote: z.string().optional(),
  uniquePrefix: z.string().optional(),
})

/** [D] NewCouponsForMultipleRecipients. */
export const couponsForRecipientsSchema = z.object({
  ...constraints,
  ...codes,
  recipientsIntegrationIds: z.array(name).min(1).max(1_000),
  attributes: newAttributes,
})

/** [D] UpdateCoupon; what is left out stays. */
export const updateCouponSchema = z.object({
  ...constraints,
  usageLimit: usageLimit.optional(),
  limits: z.array(sentLimit).optional(),
  attributes: givenAttributes.optional(),
  recipientIntegrationId: nameOrNone.optional(),
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

type Target = Required<ImportTarget>
type NewCoupons = Omit<z.output<typeof newCouponsSchema>, 'numberOfCoupons' | 'recipientIntegrationId'>

/** One coupon for each recipient, undefined for anybody: all of them in one batch, or none. */
export async function createCoupons(
  deployment: Deployment,
  target: Target,
  { validCharacters, couponPattern, implicitlyReserved, supportRequestId, uniquePrefix, ...rest }: NewCoupons,
  recipients: readonly (string | undefined)[],
): Promise<Coupon[]> {
  if (implicitlyReserved === true) throw notEmulated('implicitlyReserved')
  if (supportRequestId !== undefined) throw notEmulated('supportRequestId: support requests')
  if (uniquePrefix !== undefined && uniquePrefix !== '') throw notEmulated('uniquePrefix')
  refuseBackwards(deployment, rest)
  const { coupons: mandatory } = target.application.mandatoryAttributes
  refuseWrongAttributes(deployment, target.application, { entity: 'Coupon' }, rest.attributes, mandatory)
  const input: NewCoupon = {
    ...rest,
    campaignId: target.campaign.id,
    batchId: newBatchId(deployment),
    codes: codesAskedFor({ validCharacters, couponPattern }),
  }
  return allOrNone(deployment.coupons, recipients, recipient =>
    storeCoupon(deployment, target, { ...input, recipientIntegrationId: recipient || undefined }),
  )
}

export function updateCoupon(
  deployment: Deployment,
  { application, causedBy }: Pick<Target, 'application' | 'causedBy'>,
  coupon: Coupon,
  { implicitlyReserved, ...rest }: z.output<typeof updateCouponSchema>,
): Coupon {
  if (implicitlyReserved === true) throw notEmulated('implicitlyReserved')
  const change = acceptedChange(deployment, application, 'Coupon', coupon, rest)
  journal(deployment, 'updated', coupon, causedBy)
  // An empty recipient means anyone.
  const anyone = change.recipientIntegrationId === '' ? { recipientIntegrationId: undefined } : {}
  return deployment.coupons.update(coupon, { ...change, ...anyone })
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
type Column = (typeof COLUMNS)[number]

/** [D] importCoupons: a duplicate is an error unless duplicates are skipped. */
export function importCoupons(
  deployment: Deployment,
  target: ImportTarget,
  source: CsvSource<Column>,
  { skipsDuplicates }: { skipsDuplicates: boolean },
): Promise<Import> {
  const { coupons } = deployment
  const batchId = newBatchId(deployment)
  return importCodes(deployment, target, source, {
    columns: COLUMNS,
    required: ['value'],
    kind: 'coupons',
    where: 'the account',
    skipsDuplicates,
    read: (row, importId) => readCoupon(deployment, target, row, { importId, batchId }),
    codeOf: ({ value: code, valueKey: key }) => ({ code, key }),
    isTaken: ({ valueKey }) => coupons.findByValue(valueKey) !== undefined,
    create: record => coupons.create(record),
  })
}

type Row = CsvRow<Column>

function readCoupon(
  deployment: Deployment,
  { application, campaign }: ImportTarget,
  row: Row,
  more: { importId: number; batchId: string },
): Coupon {
  const value = row.textOf('value', 3, 100)
  const input = {
    campaignId: campaign.id,
    recipientIntegrationId: row.text('recipientintegrationid') || undefined,
    discountLimit: readDiscount(row),
    ...readShared(deployment, application, 'Coupon', row),
    ...more,
  }
  return couponRecord(deployment, { application, campaign, value }, input)
}

function readDiscount(row: Row): number | undefined {
  const text = row.text('discountlimit')
  if (text === '') return undefined
  const value = Number(text)
  if (!/^\d{1,15}(\.\d+)?$/.test(text) || value > 1e15)
    throw row.wrong('discountlimit', 'is not a number from 0')
  return value
}

/** [D] exportCoupons, example: its columns. */
export const COUPON_COLUMNS: Columns<Coupon> = {
  id: ({ id }) => id,
  created: ({ createdAt }, date) => date(createdAt),
  campaignid: ({ campaignId }) => campaignId,
  value: ({ value }) => value,
  expirydate: ({ expiryDate }, date) => date(expiryDate?.at),
  startdate: ({ startDate }, date) => date(startDate?.at),
  attributes: ({ attributes }) => attributes,
  applicationid: ({ applicationId }) => applicationId,
  deleted: () => undefined,
  deleted_changelogid: () => 0,
  accountid: () => ACCOUNT_ID,
  referralid: ({ referralId }) => referralId,
  recipientintegrationid: ({ recipientIntegrationId }) => recipientIntegrationId,
  importid: ({ importId }) => importId,
  batchid: ({ batchId }) => batchId,
  reservation: () => undefined,
  limits: ({ limits }) => limits ?? [],
  limitval: ({ usageLimit }) => usageLimit,
  counter: ({ usageCounter }) => usageCounter,
  discount_counter: ({ discountCounter }) => discountCounter,
  discount_limitval: ({ discountLimit }) => discountLimit,
}

export const COUPON_VALUES: Columns<Coupon> = { value: ({ value }) => value }
