// Reading back what customers did: sessions and custom events of an Application.
import type { Context } from 'hono'
import { msToIso } from '../../../kit/duration.ts'
import type { SandboxEnv } from '../../../kit/record-requests.ts'
import type { Deployment } from '../../deployment.ts'
import { notFound } from '../../errors.ts'
import type { Operation } from '../../http/operation-list.ts'
import { pageOf, readPage, type SortFields } from '../../http/paging.ts'
import { Query } from '../../http/query.ts'
import { totalsOf } from '../../schemas/customer-session.ts'
import type { CustomerSession } from '../../stores/customer-sessions.ts'
import type { StoredEvent } from '../../stores/events.ts'
import { environmentOf } from '../../stores/profiles.ts'
import { applicationOfPath, managed, pathId } from './manage.ts'

const APPLICATION = '/v1/applications/{applicationId}'

const SESSIONS: SortFields<CustomerSession> = {
  natural: 'created',
  fields: { id: ({ id }) => id, state: ({ state }) => state },
}
const EVENTS: SortFields<StoredEvent> = { natural: 'created', fields: { type: ({ type }) => type } }

export function activityRoutes(deployment: Deployment): Operation[] {
  const route = managed(deployment)
  const { sessions, events, settings } = deployment

  return [
    route(`GET ${APPLICATION}/sessions getApplicationSessions`, c => {
      const { id } = applicationOfPath(c, deployment)
      const query = new Query(c.req.url, settings)
      const matches = sessionFilter(query)
      const found = Iterator.from(sessions.all()).filter(one => one.applicationId === id && matches(one))
      const { hasMore, data } = pageOf(found, readPage(query), SESSIONS)
      const entities = data.map(session => sessionEntity(deployment, session))
      // [D] ApplicationSession.totalDiscounts: 0 when more than one session is returned.
      if (entities.length > 1) for (const entity of entities) entity.totalDiscounts = 0
      return c.json({ hasMore, data: entities })
    }),

    route(`GET ${APPLICATION}/sessions/{sessionId} getApplicationSession`, c =>
      c.json(sessionEntity(deployment, sessionOfPath(c, deployment))),
    ),

    route(`GET ${APPLICATION}/events/no_total getApplicationEventsWithoutTotalCount`, c => {
      const { id } = applicationOfPath(c, deployment)
      const query = new Query(c.req.url, settings)
      const found = Iterator.from(events.ofApplication(id)).filter(eventFilter(query))
      const { hasMore, data } = pageOf(found, readPage(query), EVENTS)
      return c.json({ hasMore, data: data.map(event => eventEntity(deployment, event)) })
    }),
  ]
}

function sessionOfPath(c: Context<SandboxEnv>, deployment: Deployment): CustomerSession {
  const application = applicationOfPath(c, deployment)
  const id = pathId(c, 'sessionId')
  const session = deployment.sessions.get(id)
  if (session?.applicationId !== application.id)
    throw notFound('session-not-found', `No session of this Application has the id ${id}.`, { session: id })
  return session
}

/** [D] getApplicationSessions: exact matches; `partialMatch` is not emulated. */
function sessionFilter(query: Query): (session: CustomerSession) => boolean {
  const profile = query.text('profile')
  const state = query.text('state')
  const coupon = query.text('coupon')
  const referral = query.text('referral')
  const integrationId = query.text('integrationId')
  const before = query.instant('createdBefore')?.at ?? Number.POSITIVE_INFINITY
  const after = query.instant('createdAfter')?.at ?? Number.NEGATIVE_INFINITY
  return session =>
    (profile === undefined || session.content.profileId === profile) &&
    (state === undefined || session.state === state) &&
    (coupon === undefined || session.content.couponCodes.includes(coupon)) &&
    (referral === undefined || session.content.referralCode === referral) &&
    (integrationId === undefined || session.integrationId === integrationId) &&
    session.createdAt < before &&
    session.createdAt > after
}

function eventFilter(query: Query): (event: StoredEvent) => boolean {
  // [D] type: a comma-separated list of exact matches.
  const types = query.text('type')?.split(',')
  const profile = query.text('profile')
  const before = query.instant('createdBefore')?.at ?? Number.POSITIVE_INFINITY
  const after = query.instant('createdAfter')?.at ?? Number.NEGATIVE_INFINITY
  return event =>
    (types === undefined || types.includes(event.type)) &&
    (profile === undefined || event.profileIntegrationId === profile) &&
    event.createdAt < before &&
    event.createdAt > after
}

function profileIdOf({ applications, profiles }: Deployment, applicationId: number, integrationId: string) {
  const application = applications.get(applicationId)
  return application === undefined ? undefined : profiles.find(environmentOf(application), integrationId)?.id
}

/** [D] ApplicationSession; `discounts` is of the first API version. */
function sessionEntity(deployment: Deployment, { content, ...session }: CustomerSession) {
  const discounts = session.effects.filter(({ effectType }) => effectType === 'setDiscount')
  return {
    id: session.id,
    created: msToIso(session.createdAt),
    integrationId: session.integrationId,
    storeIntegrationId: content.storeIntegrationId,
    applicationId: session.applicationId,
    profileId: profileIdOf(deployment, session.applicationId, content.profileId),
    profileintegrationid: content.profileId,
    coupon: content.couponCodes[0] ?? '',
    referral: content.referralCode,
    state: session.state,
    cartItems: content.cartItems,
    discounts: {},
    totalDiscounts: discounts.reduce((total, { props }) => total + Number(props.value), 0),
    total: totalsOf(content).total,
    attributes: content.attributes,
  }
}

/** [D] ApplicationEvent. */
function eventEntity(deployment: Deployment, event: StoredEvent) {
  return {
    id: event.id,
    created: msToIso(event.createdAt),
    applicationId: event.applicationId,
    profileId: profileIdOf(deployment, event.applicationId, event.profileIntegrationId),
    storeIntegrationId: event.storeIntegrationId,
    type: event.type,
    attributes: event.attributes,
    effects: event.effects,
  }
}
