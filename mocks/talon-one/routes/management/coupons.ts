// Coupons of a campaign and of an Application: create, list, search, change, delete, import, export. Transport only:
// operations/manage-coupons.ts.
import type { Context } from 'hono'
import type { SandboxEnv } from '../../../kit/record-requests.ts'
import { msToIso } from '../../../kit/time/duration.ts'
import type { Deployment } from '../../deployment.ts'
import { notEmulated, notFound } from '../../errors.ts'
import { readBody } from '../../http/body.ts'
import type { Operation } from '../../http/operation-list.ts'
import { countedPageOf, pageOf, readPage, type SortFields } from '../../http/paging.ts'
import { Query } from '../../http/query.ts'
import {
  couponsForRecipientsSchema,
  createCoupons,
  deleteCoupon,
  exportCoupons,
  exportCouponValues,
  importCoupons,
  newCouponsSchema,
  updateBatchSchema,
  updateCoupon,
  updateCouponSchema,
} from '../../operations/codes/manage-coupons.ts'
import { couponEntity } from '../../schemas/codes/coupon.ts'
import type { Coupon } from '../../stores/codes/coupons.ts'
import { campaignFilterOfState } from './campaigns.ts'
import { attributeQuery, hasAttributes, readCouponFilter } from './coupon-filter.ts'
import { applicationOfPath, campaignOfPath, managed, pathId } from './manage.ts'
import { importAnswer, uploadedFile } from './uploaded-file.ts'

const APPLICATION = '/v1/applications/{applicationId}'
const CAMPAIGN = `${APPLICATION}/campaigns/{campaignId}`
const COUPONS = `${CAMPAIGN}/coupons`

const SORT: SortFields<Coupon> = {
  natural: 'id',
  fields: {
    created: ({ createdAt }) => createdAt,
    value: ({ value }) => value,
    usageCounter: ({ usageCounter }) => usageCounter,
    startDate: ({ startDate }) => startDate?.at,
    expiryDate: ({ expiryDate }) => expiryDate?.at,
  },
}

export function managedCouponRoutes(deployment: Deployment): Operation[] {
  return [...oneCouponRoutes(deployment), ...manyCouponRoutes(deployment), ...couponFileRoutes(deployment)]
}

function oneCouponRoutes(deployment: Deployment): Operation[] {
  const route = managed(deployment)
  return [
    route(`PUT ${COUPONS}/{couponId} updateCoupon`, async c => {
      const coupon = couponOfPath(c, deployment)
      const body = await readBody(c, deployment, updateCouponSchema)
      return c.json(couponEntity(updateCoupon(deployment, targetOf(c, deployment), coupon, body)))
    }),

    route(`DELETE ${COUPONS}/{couponId} deleteCoupon`, c => {
      deleteCoupon(deployment, couponOfPath(c, deployment), c.get('requestSeq'))
      return c.body(null, 204)
    }),
  ]
}

function manyCouponRoutes(deployment: Deployment): Operation[] {
  const route = managed(deployment)
  const { coupons, world, settings } = deployment
  const readFilter = (query: Query) => readCouponFilter(query, world.clock.now())

  /** [D] silent: yes is the default and answers 204. Read before anything is made. */
  const isSilent = (c: Context<SandboxEnv>) =>
    new Query(c.req.url, settings).choice('silent', ['yes', 'no']) !== 'no'
  const made = (c: Context<SandboxEnv>, silent: boolean, all: readonly Coupon[]) =>
    silent ? c.body(null, 204) : c.json({ totalResultSize: all.length, data: all.map(couponEntity) })

  const pageFor = (query: Query, candidates: Iterable<Coupon>, matches: (coupon: Coupon) => boolean) =>
    pageOf(Iterator.from(candidates).filter(matches), readPage(query), { ...SORT, entity: couponEntity })

  const search = async (c: Context<SandboxEnv>, candidates: Iterable<Coupon>) => {
    const query = new Query(c.req.url, settings)
    const matches = readFilter(query)
    // Of one campaign every coupon has its state: the vendor describes this parameter for the whole Application only.
    const isOfState = campaignFilterOfState(deployment, query)
    const has = hasAttributes((await readBody(c, deployment, attributeQuery)).attributes)
    const isFound = (coupon: Coupon) => matches(coupon) && isOfState(coupon.campaignId) && has(coupon)
    return c.json(pageFor(query, candidates, isFound))
  }

  return [
    route(`POST ${COUPONS} createCoupons`, async c => {
      const target = targetOf(c, deployment)
      const silent = isSilent(c)
      const { numberOfCoupons, recipientIntegrationId, ...body } = await readBody(
        c,
        deployment,
        newCouponsSchema,
      )
      const recipients = Array.from({ length: numberOfCoupons }, () => recipientIntegrationId)
      return made(c, silent, createCoupons(deployment, target, body, recipients))
    }),

    route(`POST ${CAMPAIGN}/coupons_with_recipients createCouponsForMultipleRecipients`, async c => {
      const target = targetOf(c, deployment)
      const silent = isSilent(c)
      const { recipientsIntegrationIds, ...body } = await readBody(c, deployment, couponsForRecipientsSchema)
      return made(c, silent, createCoupons(deployment, target, body, recipientsIntegrationIds))
    }),

    route(`GET ${COUPONS}/no_total getCouponsWithoutTotalCount`, c => {
      const campaign = campaignOfPath(c, deployment)
      const query = new Query(c.req.url, settings)
      if (query.boolean('valuesOnly') === true) throw notEmulated('valuesOnly in lists', 'Export the values.')
      return c.json(pageFor(query, coupons.ofCampaign(campaign.id), readFilter(query)))
    }),

    // [C] Singer tap and older SDKs; in today's description no more.
    route(`GET ${COUPONS} getCoupons`, c => {
      const campaign = campaignOfPath(c, deployment)
      const query = new Query(c.req.url, settings)
      const found = [...coupons.ofCampaign(campaign.id)].filter(readFilter(query))
      return c.json(countedPageOf(found, readPage(query), { ...SORT, entity: couponEntity }))
    }),

    route(`POST ${CAMPAIGN}/coupons_search_advanced/no_total searchCouponsAdvancedWithoutTotalCount`, c =>
      search(c, coupons.ofCampaign(campaignOfPath(c, deployment).id)),
    ),

    route(
      `POST ${APPLICATION}/coupons_search_advanced/no_total searchCouponsAdvancedApplicationWideWithoutTotalCount`,
      c => search(c, coupons.ofApplication(applicationOfPath(c, deployment).id)),
    ),

    route(`PUT ${COUPONS} updateCouponBatch`, async c => {
      const target = targetOf(c, deployment)
      const { batchID, ...body } = await readBody(c, deployment, updateBatchSchema)
      for (const coupon of [...coupons.ofCampaign(target.campaign.id)]) {
        if (batchID === undefined || coupon.batchId === batchID)
          updateCoupon(deployment, target, coupon, body)
      }
      return c.body(null, 204)
    }),

    route(`DELETE ${COUPONS} deleteCoupons`, c => {
      const campaign = campaignOfPath(c, deployment)
      const matches = readFilter(new Query(c.req.url, settings))
      for (const coupon of [...coupons.ofCampaign(campaign.id)].filter(matches)) {
        deleteCoupon(deployment, coupon, c.get('requestSeq'))
      }
      return c.body(null, 204)
    }),
  ]
}

function couponFileRoutes(deployment: Deployment): Operation[] {
  const route = managed(deployment)
  const { coupons, world, settings } = deployment
  return [
    route(`POST ${CAMPAIGN}/import_coupons importCoupons`, async (c, { userId }) => {
      const target = targetOf(c, deployment)
      const skipsDuplicates = new Query(c.req.url, settings).boolean('skipDuplicates') ?? false
      const done = await importCoupons(deployment, target, await uploadedFile(c), { skipsDuplicates })
      return importAnswer(c, 'Coupon', { ...done, created: msToIso(world.clock.now()), userId })
    }),

    route(`GET ${APPLICATION}/export_coupons exportCoupons`, c => {
      const { id } = applicationOfPath(c, deployment)
      const query = new Query(c.req.url, settings)
      query.refuse('deletedBefore', 'deletedAfter')
      const campaignId = query.integer('campaignId')
      const matches = readCouponFilter(query, world.clock.now())
      const isOfState = campaignFilterOfState(deployment, query)
      const dateFormat = query.choice('dateFormat', ['excel', 'ISO8601']) ?? 'excel'
      const candidates = campaignId === undefined ? coupons.ofApplication(id) : coupons.ofCampaign(campaignId)
      const found = Iterator.from(candidates).filter(
        coupon => coupon.applicationId === id && matches(coupon) && isOfState(coupon.campaignId),
      )
      const page = { ...readPage(query), pageSize: Number.POSITIVE_INFINITY }
      const { data } = pageOf(found, page, { ...SORT, entity: coupon => coupon })
      const text =
        query.boolean('valuesOnly') === true ? exportCouponValues(data) : exportCoupons(data, dateFormat)
      return c.body(text, 200, { 'content-type': 'application/csv' })
    }),
  ]
}

const targetOf = (c: Context<SandboxEnv>, deployment: Deployment) => ({
  application: applicationOfPath(c, deployment),
  campaign: campaignOfPath(c, deployment),
  causedBy: c.get('requestSeq'),
})

function couponOfPath(c: Context<SandboxEnv>, deployment: Deployment): Coupon {
  const campaign = campaignOfPath(c, deployment)
  // [D] couponId: a text, "the internal ID of the coupon code".
  const id = pathId(c, 'couponId')
  const coupon = deployment.coupons.get(id)
  if (coupon?.campaignId !== campaign.id)
    throw notFound('coupon-not-found', `No coupon of this campaign has the id ${id}.`, { coupon: id })
  return coupon
}
