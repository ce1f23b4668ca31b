// The rulesets of a campaign: it has one. [D] no public endpoint writes one.
import type { Deployment } from '../../deployment.ts'
import { notFound } from '../../errors.ts'
import type { Operation } from '../../http/operation-list.ts'
import type { Listing } from '../../http/paging.ts'
import { type Campaign, rulesetIdOf } from '../../schemas/campaign.ts'
import { rulesetEntity, rulesetV2Entity } from '../../schemas/ruleset-entity.ts'
import { type ManagementCall, managed } from './manage.ts'

const RULESETS = 'applications/{applicationId}/campaigns/{campaignId}/rulesets'
const LISTING: Listing<Campaign, unknown> = {
  natural: 'id',
  fields: { created: ({ created }) => created },
  entity: rulesetEntity,
}

export function rulesetRoutes(deployment: Deployment): Operation[] {
  const route = managed(deployment)
  return [
    route(`GET /v1/${RULESETS} getRulesets`, call => call.counted([call.campaign], LISTING)),
    route(`GET /v1/${RULESETS}/{rulesetId} getRuleset`, call =>
      call.json(rulesetEntity(campaignOfRuleset(call))),
    ),
    route(`GET /v2/${RULESETS}/{rulesetId} getRulesetV2`, call =>
      call.json(rulesetV2Entity(deployment, campaignOfRuleset(call))),
    ),
  ]
}

function campaignOfRuleset(call: ManagementCall): Campaign {
  const { campaign } = call
  const id = call.id('rulesetId')
  if (id === rulesetIdOf(campaign)) return campaign
  throw notFound('ruleset-not-found', `The campaign has no ruleset ${id}.`, { ruleset: id })
}
