// Campaigns: create, read, change, copy, delete. Transport only: operations/campaigns.ts.
import { z } from 'zod'
import type { Deployment } from '../../deployment.ts'
import { badRequest, notEmulated } from '../../errors.ts'
import { contains, matchingAll, when } from '../../http/filter.ts'
import type { Operation } from '../../http/operation-list.ts'
import type { Listing } from '../../http/paging.ts'
import type { Query } from '../../http/query.ts'
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
import { APPLICATION, CAMPAIGN, managed } from './manage.ts'

const STATES = ['enabled', 'disabled', 'archived', 'scheduled', 'running', 'expired', 'staged'] as const

const copySchema = z.object({
  applicationIds: z.array(z.int()).min(1),
  name: z.string().min(1).max(1_000).optional(),
  description: z.string().optional(),
  startTime: instantText.optional(),
  endTime: instantText.optional(),
  evaluationGroupId: z.int().optional(),
  tags: z.array(z.string().min(1).max(50)).max(50).optional(),
})

export function campaignRoutes(deployment: Deployment): Operation[] {
  const route = managed(deployment)
  const { campaigns, applications } = deployment
  const entity = (campaign: Campaign) => campaignEntity(deployment, campaign)
  const CAMPAIGNS: Listing<Campaign, unknown> = {
    natural: 'id',
    fields: {
      name: ({ name }) => name,
      created: ({ created }) => created,
      startTime: ({ startTime }) => startTime,
      endTime: ({ endTime }) => endTime,
    },
    entity,
  }

  return [
    route(`GET ${APPLICATION}/campaigns getCampaigns`, call => {
      const { id } = call.application
      const matches = campaignFilter(deployment, call.query)
      return call.counted(
        campaigns.list().filter(one => one.applicationId === id && matches(one)),
        CAMPAIGNS,
      )
    }),

    // In older public SDKs (createCampaign); today's description creates from a template only.
    route(`POST ${APPLICATION}/campaigns createCampaign`, async call => {
      const { application } = call
      const body = await call.body(newCampaignSchema)
      return call.json(entity(await createCampaign(deployment, application, body, call.causedBy)), 201)
    }),

    route(`GET ${CAMPAIGN} getCampaign`, call => call.json(entity(call.campaign))),

    route(`PUT ${CAMPAIGN} updateCampaign`, async call => {
      const { campaign } = call
      const body = await call.body(updateCampaignSchema)
      return call.json(entity(await updateCampaign(deployment, campaign, body, call.causedBy)))
    }),

    route(`DELETE ${CAMPAIGN} deleteCampaign`, call => {
      deleteCampaign(deployment, call.campaign, call.causedBy)
      return call.nothing()
    }),

    route(`POST ${CAMPAIGN}/copy copyCampaignToApplications`, async call => {
      const { campaign, causedBy } = call
      const { applicationIds, ...changes } = await call.body(copySchema)
      const targets = applicationIds.map(id => {
        const target = applications.get(id)
        if (target !== undefined) return target
        throw badRequest('application-not-found', `The Application ${id} does not exist`, {
          facts: { application: id },
        })
      })
      const copies: Campaign[] = []
      for (const application of targets)
        copies.push(await copyCampaign(deployment, campaign, { application, changes }, causedBy))
      return call.all(copies, entity)
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
  query.refuse('templateId', 'storeId')
  const now = world.clock.now()
  const lies = (bounds: string, textOf: (campaign: Campaign) => string | undefined) => {
    const isWithin = readBounds(query, bounds)
    return (campaign: Campaign) => isWithin(readInstant(textOf(campaign) ?? '')?.at)
  }
  return matchingAll(
    when(readState(query), (one, state) => [one.state, frontendState(one, now)].includes(state)),
    when(query.integer('campaignGroupId'), ({ campaignGroups }, id) => campaignGroups.includes(id)),
    when(query.text('name'), ({ name }, part) => contains(name, part)),
    when(query.list('tags'), ({ tags }, wanted) => wanted.every(tag => tags.some(isSame(tag)))),
    lies('created', ({ created }) => created),
    lies('start', ({ startTime }) => startTime),
    lies('end', ({ endTime }) => endTime),
  )
}

const isSame = (tag: string) => (own: string) => own.toLowerCase() === tag.toLowerCase()
