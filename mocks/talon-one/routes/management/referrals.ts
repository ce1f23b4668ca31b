// Referrals of a campaign: list, change, delete, import, export. Transport only: operations/codes/manage-referrals.ts.
import type { Exchange } from '../../../kit/record-requests.ts'
import { filtered } from '../../../kit/time/breath.ts'
import type { Deployment } from '../../deployment.ts'
import { matchingAll, when } from '../../http/filter.ts'
import type { Operation } from '../../http/operation-list.ts'
import { csvOf } from '../../operations/codes/csv-table.ts'
import {
  deleteReferral,
  importReferrals,
  REFERRAL_COLUMNS,
  updateReferral,
  updateReferralSchema,
} from '../../operations/codes/manage-referrals.ts'
import { referralEntity } from '../../schemas/codes/referral.ts'
import type { Referral } from '../../stores/codes/referrals.ts'
import { CODE_FIELDS, foldForSearch, readCodeFilter } from './code-filter.ts'
import { APPLICATION, CAMPAIGN, type ManagementCall, managed, managedList } from './manage.ts'
import { importAnswer, uploadedFile } from './uploaded-file.ts'

const REFERRALS = {
  natural: 'id',
  entity: referralEntity,
  fields: { ...CODE_FIELDS, code: ({ code }: Referral) => code },
}

export function managedReferralRoutes(deployment: Deployment): Operation[] {
  const route = managed(deployment)
  const listRoute = managedList(deployment)
  const { referrals, world } = deployment
  /** [D] getReferralsWithoutTotalCount, exportReferrals. */
  const filterOf = ({ query }: ManagementCall<Exchange>) =>
    matchingAll<Referral>(
      readCodeFilter(query, world.clock.now()),
      when(query.text('advocate'), (one, id) => one.advocateProfileIntegrationId === id),
      when(query.text('code'), ({ code }, wanted) => foldForSearch(code) === foldForSearch(wanted)),
    )
  function foundIn(call: ManagementCall<Exchange>): Iterable<Referral> {
    const { campaign, query } = call
    const matches = filterOf(call)
    const advocate = query.text('advocate')
    const candidates =
      advocate === undefined
        ? referrals.ofCampaign(campaign.id)
        : referrals.ofAdvocate(campaign.applicationId, advocate)
    return Iterator.from(candidates).filter(one => one.campaignId === campaign.id && matches(one))
  }

  return [
    listRoute(`GET ${CAMPAIGN}/referrals/no_total getReferralsWithoutTotalCount`, call =>
      call.page(foundIn(call), REFERRALS),
    ),

    // [C] Singer tap and older SDKs; in today's description no more.
    listRoute(`GET ${CAMPAIGN}/referrals getReferrals`, call => call.counted(foundIn(call), REFERRALS)),

    route(`PUT ${CAMPAIGN}/referrals/{referralId} updateReferral`, async call => {
      const referral = call.code('referral', referrals)
      const body = await call.body(updateReferralSchema)
      return call.json(referralEntity(updateReferral(deployment, call.target, referral, body)))
    }),

    route(`DELETE ${CAMPAIGN}/referrals/{referralId} deleteReferral`, call => {
      deleteReferral(deployment, call.code('referral', referrals), call.causedBy)
      return call.nothing()
    }),

    route(`POST ${CAMPAIGN}/import_referrals importReferrals`, async (call, { userId }) => {
      const { target } = call
      const done = await importReferrals(deployment, target, await uploadedFile(call.c))
      return importAnswer(call, 'Referral', { ...done, userId })
    }),

    route(`GET ${APPLICATION}/export_referrals exportReferrals`, async call => {
      const { id } = call.application
      const campaignId = call.query.integer('campaignId')
      const matches = filterOf(call)
      const dateFormat = call.query.choice('dateFormat', ['excel', 'ISO8601'])
      const candidates = campaignId === undefined ? referrals.all() : referrals.ofCampaign(campaignId)
      const found = await filtered([...candidates], one => one.applicationId === id && matches(one))
      return call.csv(await csvOf(REFERRAL_COLUMNS, found, dateFormat))
    }),
  ]
}
