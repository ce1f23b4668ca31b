// The rulesets of a campaign: it has one. [D] no public endpoint writes one.
import type { Context } from 'hono'
import type { SandboxEnv } from '../../../kit/record-requests.ts'
import type { Deployment } from '../../deployment.ts'
import { notFound } from '../../errors.ts'
import type { Operation } from '../../http/operation-list.ts'
import { countedPageOf, readPage, type SortFields } from '../../http/paging.ts'
import { Query } from '../../http/query.ts'
import { type Campaign, rulesetIdOf } from '../../schemas/campaign.ts'
import { rulesetEntity, rulesetV2Entity } from '../../schemas/ruleset-entity.ts'
import { campaignOfPath, managed, pathId } from './manage.ts'

const RULESETS = 'applications/{applicationId}/campaigns/{campaignId}/rulesets'
const SORT: SortFields<Campaign> = { natural: 'id', fields: { created: ({ created }) => created } }

export function rulesetRoutes(deployment: Deployment): Operation[] {
  const route = managed(deployment)
  return [
    route(`GET /v1/${RULESETS} getRulesets`, c => {
      const page = readPage(new Query(c.req.url, deployment.settings))
      return c.json(countedPageOf([campaignOfPath(c, deployment)], page, { ...SORT, entity: rulesetEntity }))
    }),
    route(`GET /v1/${RULESETS}/{rulesetId} getRuleset`, c =>
      c.json(rulesetEntity(campaignOfRuleset(c, deployment))),
    ),
    route(`GET /v2/${RULESETS}/{rulesetId} getRulesetV2`, c =>
      c.json(rulesetV2Entity(deployment, campaignOfRuleset(c, deployment))),
    ),
  ]
}

function campaignOfRuleset(c: Context<SandboxEnv>, deployment: Deployment): Campaign {
  const campaign = campaignOfPath(c, deployment)
  const id = pathId(c, 'rulesetId')
  if (id === rulesetIdOf(campaign)) return campaign
  throw notFound('ruleset-not-found', `The campaign has no ruleset ${id}.`, { ruleset: id })
}
