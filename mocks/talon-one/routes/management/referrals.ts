// Referrals of a campaign: list, change, delete, import, export. Transport only: operations/manage-referrals.ts.
import type { Context } from 'hono'
import type { SandboxEnv } from '../../../kit/record-requests.ts'
import { msToIso } from '../../../kit/time/duration.ts'
import type { Deployment } from '../../deployment.ts'
import { notFound } from '../../errors.ts'
import { readBody } from '../../http/body.ts'
import type { Operation } from '../../http/operation-list.ts'
import { countedPageOf, type Listing, pageOf, readPage } from '../../http/paging.ts'
import { Query } from '../../http/query.ts'
import {
  deleteReferral,
  exportReferrals,
  importReferrals,
  updateReferral,
  updateReferralSchema,
} from '../../operations/codes/manage-referrals.ts'
import { referralEntity } from '../../schemas/codes/referral.ts'
import type { Referral } from '../../stores/codes/referrals.ts'
import { applicationOfPath, campaignOfPath, managed, pathId } from './manage.ts'
import { readReferralFilter } from './referral-filter.ts'
import { importAnswer, uploadedFile } from './uploaded-file.ts'

const APPLICATION = '/v1/applications/{applicationId}'
const CAMPAIGN = `${APPLICATION}/campaigns/{campaignId}`

const REFERRALS: Listing<Referral, unknown> = {
  entity: referralEntity,
  natural: 'id',
  fields: {
    created: ({ createdAt }) => createdAt,
    code: ({ code }) => code,
    usageCounter: ({ usageCounter }) => usageCounter,
    startDate: ({ startDate }) => startDate?.at,
    expiryDate: ({ expiryDate }) => expiryDate?.at,
  },
}

export function managedReferralRoutes(deployment: Deployment): Operation[] {
  const route = managed(deployment)
  const { referrals, world, settings } = deployment

  return [
    route(`GET ${CAMPAIGN}/referrals/no_total getReferralsWithoutTotalCount`, c => {
      const campaign = campaignOfPath(c, deployment)
      const query = new Query(c.req.url, settings)
      const page = readPage(query)
      const { advocate, matches } = readReferralFilter(query, world.clock.now())
      const candidates =
        advocate === undefined
          ? referrals.ofCampaign(campaign.id)
          : Iterator.from(referrals.ofAdvocate(campaign.applicationId, advocate)).filter(
              referral => referral.campaignId === campaign.id,
            )
      return c.json(pageOf(Iterator.from(candidates).filter(matches), page, REFERRALS))
    }),

    // [C] Singer tap and older SDKs; in today's description no more.
    route(`GET ${CAMPAIGN}/referrals getReferrals`, c => {
      const campaign = campaignOfPath(c, deployment)
      const query = new Query(c.req.url, settings)
      const { matches } = readReferralFilter(query, world.clock.now())
      const found = [...referrals.ofCampaign(campaign.id)].filter(matches)
      return c.json(countedPageOf(found, readPage(query), REFERRALS))
    }),

    route(`PUT ${CAMPAIGN}/referrals/{referralId} updateReferral`, async c => {
      const referral = referralOfPath(c, deployment)
      const body = await readBody(c, deployment, updateReferralSchema)
      const application = applicationOfPath(c, deployment)
      const changed = updateReferral(deployment, { application, referral }, body, c.get('requestSeq'))
      return c.json(referralEntity(changed))
    }),

    route(`DELETE ${CAMPAIGN}/referrals/{referralId} deleteReferral`, c => {
      deleteReferral(deployment, referralOfPath(c, deployment), c.get('requestSeq'))
      return c.body(null, 204)
    }),

    route(`POST ${CAMPAIGN}/import_referrals importReferrals`, async (c, { userId }) => {
      const campaign = campaignOfPath(c, deployment)
      const application = applicationOfPath(c, deployment)
      const csv = await uploadedFile(c)
      const done = await importReferrals(deployment, { application, campaign }, csv, c.get('requestSeq'))
      return importAnswer(c, 'Referral', { ...done, created: msToIso(world.clock.now()), userId })
    }),

    route(`GET ${APPLICATION}/export_referrals exportReferrals`, c => {
      const application = applicationOfPath(c, deployment)
      const query = new Query(c.req.url, settings)
      const campaignId = query.integer('campaignId')
      const { matches } = readReferralFilter(query, world.clock.now())
      const dateFormat = query.choice('dateFormat', ['excel', 'ISO8601']) ?? 'excel'
      const candidates = campaignId === undefined ? referrals.all() : referrals.ofCampaign(campaignId)
      const found = Iterator.from(candidates).filter(
        referral => referral.applicationId === application.id && matches(referral),
      )
      return c.body(exportReferrals(found, dateFormat), 200, { 'content-type': 'application/csv' })
    }),
  ]
}

function referralOfPath(c: Context<SandboxEnv>, deployment: Deployment): Referral {
  const campaign = campaignOfPath(c, deployment)
  const id = pathId(c, 'referralId')
  const referral = deployment.referrals.get(id)
  if (referral?.campaignId !== campaign.id)
    throw notFound('referral-not-found', `No referral of this campaign has the id ${id}.`, { referral: id })
  return referral
}
