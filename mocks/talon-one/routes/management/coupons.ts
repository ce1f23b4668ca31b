// Coupons of a campaign and of an Application: create, list, search, change, delete, import, export. Transport only:
// operations/codes/manage-coupons.ts.
import { breathe, filtered } from '../../../kit/time/breath.ts'
import type { Deployment } from '../../deployment.ts'
import { notEmulated } from '../../errors.ts'
import type { Answer } from '../../http/answer.ts'
import type { Operation } from '../../http/operation-list.ts'
import { pageOf, readPage } from '../../http/paging.ts'
import { csvOf } from '../../operations/codes/csv-table.ts'
import {
  COUPON_COLUMNS,
  COUPON_VALUES,
  couponsForRecipientsSchema,
  createCoupons,
  deleteCoupon,
  importCoupons,
  newCouponsSchema,
  updateBatchSchema,
  updateCoupon,
  updateCouponSchema,
} from '../../operations/codes/manage-coupons.ts'
import { couponEntity } from '../../schemas/codes/coupon.ts'
import type { Coupon } from '../../stores/codes/coupons.ts'
import { campaignFilterOfState } from './campaigns.ts'
import { CODE_FIELDS } from './code-filter.ts'
import { attributeQuery, hasAttributes, readCouponFilter } from './coupon-filter.ts'
import { APPLICATION, CAMPAIGN, type ManagementCall, managed } from './manage.ts'
import { importAnswer, uploadedFile } from './uploaded-file.ts'

const COUPONS = `${CAMPAIGN}/coupons`
const SEARCH = 'coupons_search_advanced/no_total searchCouponsAdvanced'

const LISTING = {
  natural: 'id',
  entity: couponEntity,
  fields: { ...CODE_FIELDS, value: ({ value }: Coupon) => value },
}

export const managedCouponRoutes = (deployment: Deployment): Operation[] =>
  [newCouponRoutes, foundCouponRoutes, changedCouponRoutes, couponFileRoutes].flatMap(routes =>
    routes(deployment),
  )

const filterOf = ({ query, deployment: { world } }: ManagementCall) =>
  readCouponFilter(query, world.clock.now())

function newCouponRoutes(deployment: Deployment): Operation[] {
  const route = managed(deployment)
  /** [D] silent: yes is the default and answers 204. Read before anything is made. */
  const isSilent = ({ query }: ManagementCall) => query.choice('silent', ['yes', 'no']) !== 'no'
  const made = (call: ManagementCall, silent: boolean, all: readonly Coupon[]) =>
    silent ? call.nothing() : call.all(all, couponEntity)

  return [
    route(`POST ${COUPONS} createCoupons`, async call => {
      const { target } = call
      const silent = isSilent(call)
      const { numberOfCoupons, recipientIntegrationId, ...body } = await call.body(newCouponsSchema)
      const recipients = Array.from({ length: numberOfCoupons }, () => recipientIntegrationId)
      return made(call, silent, await createCoupons(deployment, target, body, recipients))
    }),

    route(`POST ${CAMPAIGN}/coupons_with_recipients createCouponsForMultipleRecipients`, async call => {
      const { target } = call
      const silent = isSilent(call)
      const { recipientsIntegrationIds, ...body } = await call.body(couponsForRecipientsSchema)
      return made(call, silent, await createCoupons(deployment, target, body, recipientsIntegrationIds))
    }),
  ]
}

function foundCouponRoutes(deployment: Deployment): Operation[] {
  const route = managed(deployment)
  const { coupons } = deployment

  async function search(call: ManagementCall, candidates: Iterable<Coupon>): Promise<Answer> {
    const matches = filterOf(call)
    // Of one campaign every coupon has its state: the vendor describes this parameter for the whole Application only.
    const isOfState = campaignFilterOfState(deployment, call.query)
    const has = hasAttributes((await call.body(attributeQuery)).attributes)
    const isFound = (coupon: Coupon) => matches(coupon) && isOfState(coupon.campaignId) && has(coupon)
    return call.page(Iterator.from(candidates).filter(isFound), LISTING)
  }

  return [
    route(`GET ${COUPONS}/no_total getCouponsWithoutTotalCount`, call => {
      const found = Iterator.from(coupons.ofCampaign(call.campaign.id)).filter(filterOf(call))
      const isShort = call.query.boolean('valuesOnly') === true
      if (isShort) throw notEmulated('valuesOnly in lists', 'Export the values.')
      return call.page(found, LISTING)
    }),

    // [C] Singer tap and older SDKs; in today's description no more.
    route(`GET ${COUPONS} getCoupons`, call =>
      call.counted(Iterator.from(coupons.ofCampaign(call.campaign.id)).filter(filterOf(call)), LISTING),
    ),

    route(`POST ${CAMPAIGN}/${SEARCH}WithoutTotalCount`, call =>
      search(call, coupons.ofCampaign(call.campaign.id)),
    ),

    route(`POST ${APPLICATION}/${SEARCH}ApplicationWideWithoutTotalCount`, call =>
      search(call, coupons.ofApplication(call.application.id)),
    ),
  ]
}

function changedCouponRoutes(deployment: Deployment): Operation[] {
  const route = managed(deployment)
  const { coupons } = deployment
  return [
    route(`PUT ${COUPONS}/{couponId} updateCoupon`, async call => {
      const coupon = call.code('coupon', coupons)
      const body = await call.body(updateCouponSchema)
      return call.json(couponEntity(updateCoupon(deployment, call.target, coupon, body)))
    }),

    route(`DELETE ${COUPONS}/{couponId} deleteCoupon`, call => {
      deleteCoupon(deployment, call.code('coupon', coupons), call.causedBy)
      return call.nothing()
    }),

    route(`PUT ${COUPONS} updateCouponBatch`, async call => {
      const { target } = call
      const { batchID, ...body } = await call.body(updateBatchSchema)
      for (const coupon of [...coupons.ofCampaign(target.campaign.id)]) {
        await breathe()
        if (batchID === undefined || coupon.batchId === batchID)
          updateCoupon(deployment, target, coupon, body)
      }
      return call.nothing()
    }),

    route(`DELETE ${COUPONS} deleteCoupons`, async call => {
      const found = await filtered([...coupons.ofCampaign(call.campaign.id)], filterOf(call))
      for (const coupon of found) {
        await breathe()
        deleteCoupon(deployment, coupon, call.causedBy)
      }
      return call.nothing()
    }),
  ]
}

function couponFileRoutes(deployment: Deployment): Operation[] {
  const route = managed(deployment)
  const { coupons } = deployment
  return [
    route(`POST ${CAMPAIGN}/import_coupons importCoupons`, async (call, { userId }) => {
      const { target } = call
      const skipsDuplicates = call.query.boolean('skipDuplicates') ?? false
      const done = await importCoupons(deployment, target, await uploadedFile(call.c), { skipsDuplicates })
      return importAnswer(call, 'Coupon', { ...done, userId })
    }),

    route(`GET ${APPLICATION}/export_coupons exportCoupons`, async call => {
      const { id } = call.application
      const { query } = call
      query.refuse('deletedBefore', 'deletedAfter')
      const campaignId = query.integer('campaignId')
      const matches = filterOf(call)
      const isOfState = campaignFilterOfState(deployment, query)
      const dateFormat = query.choice('dateFormat', ['excel', 'ISO8601'])
      const candidates = campaignId === undefined ? coupons.ofApplication(id) : coupons.ofCampaign(campaignId)
      const found = await filtered(
        [...candidates],
        coupon => coupon.applicationId === id && matches(coupon) && isOfState(coupon.campaignId),
      )
      const page = { ...readPage(query), pageSize: Number.POSITIVE_INFINITY }
      const { data } = pageOf(found, page, { ...LISTING, entity: coupon => coupon })
      const isShort = query.boolean('valuesOnly') === true
      return call.csv(await csvOf(isShort ? COUPON_VALUES : COUPON_COLUMNS, data, dateFormat))
    }),
  ]
}
