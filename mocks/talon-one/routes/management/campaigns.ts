// Campaigns: create, read, change, copy, delete. Transport only: operations/campaigns.ts.
import { z } from 'zod'
import type { Deployment } from '../../deployment.ts'
import { badRequest, notEmulated } from '../../errors.ts'
import { readBody } from '../../http/body.ts'
import type { Operation } from '../../http/operation-list.ts'
import { countedPageOf, readPage, type SortFields } from '../../http/paging.ts'
import { Query } from '../../http/query.ts'
import { readInstant } from '../../instant.ts'
import {
  copyCampaign,
  createCampaign,
  deleteCampaign,
  newCampaignSchema,
  updateCampaign,
  updateCampaignSchema,
} from '../../operations/campaigns.ts'
import { frontendState } from '../../rules/campaign-state.ts'
import type { Campaign } from '../../schemas/campaign.ts'
import { campaignEntity } from '../../schemas/campaign-entity.ts'
import { instantText } from '../../schemas/instant.ts'
import { readBounds } from './code-filter.ts'
import { applicationOfPath, campaignOfPath, managed } from './manage.ts'

const CAMPAIGNS = '/v1/applications/{applicationId}/campaigns'
const STATES = ['enabled', 'disabled', 'archived', 'scheduled', 'running', 'expired', 'staged'] as const

const copySchema = z.object({
  applicationIds: z.array(z.int()).min(1),
  name: z.string().min(1).max(1_000).optional(),
  description: z.string().optional(),
  startTime: instantText.optional(),
  endTime: instantText.optional(),
  tags: z.array(z.string().min(1).max(50)).max(50).optional(),
})

const SORT: SortFields<Campaign> = {
  natural: 'id',
  fields: {
    name: ({ name }) => name,
    created: ({ created }) => created,
    startTime: ({ startTime }) => startTime,
    endTime: ({ endTime }) => endTime,
  },
}

export function campaignRoutes(deployment: Deployment): Operation[] {
  const route = managed(deployment)
  const { campaigns, applications } = deployment

  return [
    route(`GET ${CAMPAIGNS} getCampaigns`, c => {
      const application = applicationOfPath(c, deployment)
      const query = new Query(c.req.url, deployment.settings)
      const page = readPage(query)
      const matches = campaignFilter(deployment, query)
      const found = campaigns.list().filter(one => one.applicationId === application.id && matches(one))
      const entity = (campaign: Campaign) => campaignEntity(deployment, campaign)
      return c.json(countedPageOf(found, page, { ...SORT, entity }))
    }),

    // In older public SDKs (createCampaign); today's description creates from a template only.
    route(`POST ${CAMPAIGNS} createCampaign`, async c => {
      const application = applicationOfPath(c, deployment)
      const body = await readBody(c, deployment, newCampaignSchema)
      const campaign = await createCampaign(deployment, application, body, c.get('requestSeq'))
      return c.json(campaignEntity(deployment, campaign), 201)
    }),

    route(`GET ${CAMPAIGNS}/{campaignId} getCampaign`, c =>
      c.json(campaignEntity(deployment, campaignOfPath(c, deployment))),
    ),

    route(`PUT ${CAMPAIGNS}/{campaignId} updateCampaign`, async c => {
      const campaign = campaignOfPath(c, deployment)
      const body = await readBody(c, deployment, updateCampaignSchema)
      const changed = await updateCampaign(deployment, campaign, body, c.get('requestSeq'))
      return c.json(campaignEntity(deployment, changed))
    }),

    route(`DELETE ${CAMPAIGNS}/{campaignId} deleteCampaign`, c => {
      deleteCampaign(deployment, campaignOfPath(c, deployment), c.get('requestSeq'))
      return c.body(null, 204)
    }),

    route(`POST ${CAMPAIGNS}/{campaignId}/copy copyCampaignToApplications`, async c => {
      const campaign = campaignOfPath(c, deployment)
      const { applicationIds, ...changes } = await readBody(c, deployment, copySchema)
      const targets = applicationIds.map(id => {
        const target = applications.get(id)
        if (target === undefined)
          throw badRequest('application-not-found', `The Application ${id} does not exist`, {
            facts: { application: id },
          })
        return target
      })
      const copies: Campaign[] = []
      for (const target of targets) {
        copies.push(await copyCampaign(deployment, campaign, target, changes, c.get('requestSeq')))
      }
      return c.json({
        totalResultSize: copies.length,
        data: copies.map(copy => campaignEntity(deployment, copy)),
      })
    }),
  ]
}

/** Of coupons, by the state of their campaign. */
export function campaignFilterOfState(
  { campaigns, world }: Deployment,
  query: Query,
): (campaignId: number) => boolean {
  const state = readState(query)
  if (state === undefined) return () => true
  return id => {
    const campaign = campaigns.get(id)
    return (
      campaign !== undefined && [campaign.state, frontendState(campaign, world.clock.now())].includes(state)
    )
  }
}

function readState(query: Query) {
  const state = query.choice('campaignState', STATES)
  if (state === 'staged') throw notEmulated('staging of campaigns', 'No campaign here is ever staged.')
  return state
}

/** [D] getCampaigns: `enabled` is scheduled, running or expired; name and tags ignore case. */
function campaignFilter({ world }: Deployment, query: Query): (campaign: Campaign) => boolean {
  const state = readState(query)
  query.refuse('campaignGroupId', 'templateId', 'storeId')
  const name = query.text('name')?.toLowerCase()
  const tags = query.list('tags')?.map(tag => tag.toLowerCase())
  const bounds = {
    created: readBounds(query, 'created'),
    start: readBounds(query, 'start'),
    end: readBounds(query, 'end'),
  }
  const now = world.clock.now()
  return campaign => {
    if (state !== undefined && state !== campaign.state && state !== frontendState(campaign, now))
      return false
    if (name !== undefined && !campaign.name.toLowerCase().includes(name)) return false
    if (tags !== undefined && !tags.every(tag => campaign.tags.some(own => own.toLowerCase() === tag)))
      return false
    const at = (text: string | undefined) => (text === undefined ? undefined : readInstant(text)?.at)
    return (
      bounds.created(at(campaign.created)) &&
      bounds.start(at(campaign.startTime)) &&
      bounds.end(at(campaign.endTime))
    )
  }
}
