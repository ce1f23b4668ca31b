// Referrals of a campaign: list, change, delete, import, export. Transport only: operations/manage-referrals.ts.
import type { Context } from 'hono'
import { formOf } from '../../../kit/bounded-body.ts'
import { msToIso } from '../../../kit/duration.ts'
import type { SandboxEnv } from '../../../kit/record-requests.ts'
import { ACCOUNT_ID, type Deployment } from '../../deployment.ts'
import { badRequest, notFound } from '../../errors.ts'
import { readBody, readBytes } from '../../http/body.ts'
import type { Operation } from '../../http/operation-list.ts'
import { pageOf, readPage, type SortFields } from '../../http/paging.ts'
import { Query } from '../../http/query.ts'
import {
  deleteReferral,
  exportReferrals,
  importReferrals,
  updateReferral,
  updateReferralSchema,
} from '../../operations/manage-referrals.ts'
import { referralEntity } from '../../schemas/referral.ts'
import type { Referral } from '../../stores/referrals.ts'
import { applicationOfPath, campaignOfPath, managed, pathId } from './manage.ts'
import { readReferralFilter } from './referral-filter.ts'

const APPLICATION = '/v1/applications/{applicationId}'
const CAMPAIGN = `${APPLICATION}/campaigns/{campaignId}`

const SORT: SortFields<Referral> = {
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
      const { hasMore, data } = pageOf(Iterator.from(candidates).filter(matches), page, SORT)
      return c.json({ hasMore, data: data.map(referralEntity) })
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
      const { id, amount } = importReferrals(deployment, { application, campaign }, csv, c.get('requestSeq'))
      const created = msToIso(world.clock.now())
      return c.json({ id, created, accountId: ACCOUNT_ID, userId, entity: 'Referral', amount })
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

/** A bound of the sandbox: no limit of a file is documented. */
const LARGEST_FILE = 32 * 1_024 * 1_024

/** [D] importReferrals: multipart data, field `upFile`. */
async function uploadedFile(c: Context<SandboxEnv>): Promise<string> {
  const contentType = c.req.header('content-type')
  if (!contentType?.startsWith('multipart/form-data')) {
    throw badRequest('missing-file', 'The file must be sent as multipart data', {
      hint: 'Send the CSV file as the field upFile.',
    })
  }
  const form = await formOf(await readBytes(c, LARGEST_FILE), contentType).catch((error: unknown): never => {
    throw badRequest('invalid-import', 'The multipart data cannot be read', { hint: String(error) })
  })
  const [file, ...more] = form.getAll('upFile')
  if (file === undefined) throw badRequest('missing-file', 'The field upFile is missing')
  if (more.length > 0) throw badRequest('several-files', 'The field upFile is there more than once')
  return typeof file === 'string' ? file : file.text()
}
