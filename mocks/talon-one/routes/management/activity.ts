// Reading back what customers did: sessions and custom events of an Application.
import { msToIso } from '../../../kit/time/duration.ts'
import type { Deployment } from '../../deployment.ts'
import { notFound } from '../../errors.ts'
import { contains, matchingAll, when } from '../../http/filter.ts'
import type { Operation } from '../../http/operation-list.ts'
import { type Listing, pageOf, readPage, type SortFields } from '../../http/paging.ts'
import type { Query } from '../../http/query.ts'
import type { Effect } from '../../rules/effects.ts'
import type { Application } from '../../schemas/application.ts'
import { totalsOf } from '../../schemas/sessions/customer-session.ts'
import { environmentOf } from '../../stores/profiles.ts'
import type { CustomerSession } from '../../stores/sessions/customer-sessions.ts'
import type { StoredEvent } from '../../stores/sessions/events.ts'
import { readBounds } from './code-filter.ts'
import { APPLICATION, type ManagementCall, managed } from './manage.ts'

export function activityRoutes(deployment: Deployment): Operation[] {
  const route = managed(deployment)
  const { sessions, events } = deployment
  const SESSIONS: SortFields<CustomerSession> = {
    natural: 'created',
    fields: { id: ({ id }) => id, state: ({ state }) => state },
  }
  const EVENTS: Listing<StoredEvent, unknown> = {
    natural: 'created',
    fields: { type: ({ type }) => type },
    entity: event => eventEntity(deployment, event),
  }

  return [
    route(`GET ${APPLICATION}/sessions getApplicationSessions`, call => {
      const { id } = call.application
      const matches = sessionFilter(call.query)
      const found = Iterator.from(sessions.all()).filter(one => one.applicationId === id && matches(one))
      const entity = (session: CustomerSession) => sessionEntity(deployment, session)
      const page = pageOf(found, readPage(call.query), { ...SESSIONS, entity })
      // [D] ApplicationSession.totalDiscounts: 0 when more than one session is returned.
      if (page.data.length > 1) for (const session of page.data) session.totalDiscounts = 0
      return call.json(page)
    }),

    route(`GET ${APPLICATION}/sessions/{sessionId} getApplicationSession`, call =>
      call.json(sessionEntity(deployment, sessionOf(call))),
    ),

    route(`GET ${APPLICATION}/events/no_total getApplicationEventsWithoutTotalCount`, call => {
      const { application, query } = call
      const matches = eventFilter(deployment, application, query)
      return call.page(Iterator.from(events.ofApplication(application.id)).filter(matches), EVENTS)
    }),
  ]
}

function sessionOf(call: ManagementCall): CustomerSession {
  const { application } = call
  const id = call.id('sessionId')
  const session = call.deployment.sessions.get(id)
  if (session?.applicationId === application.id) return session
  throw notFound('session-not-found', `No session of this Application has the id ${id}.`, { session: id })
}

const STATES = ['open', 'closed', 'partially_returned', 'cancelled'] as const
/** [D] partialMatch: shorter texts fall back to an exact match. */
const SHORTEST_PART = 3

/** [D] getApplicationSessions: exact matches, or with `partialMatch` anywhere in the value, whatever its case. */
function sessionFilter(query: Query): (session: CustomerSession) => boolean {
  const isPartial = query.boolean('partialMatch') ?? false
  const names = (name: string, valuesOf: (session: CustomerSession) => readonly (string | undefined)[]) =>
    when(query.text(name), (session: CustomerSession, wanted) =>
      valuesOf(session).some(value =>
        isPartial && wanted.length >= SHORTEST_PART ? contains(value, wanted) : value === wanted,
      ),
    )
  const isCreated = readBounds(query, 'created')
  return matchingAll(
    when(query.choice('state', STATES), ({ state }, wanted) => state === wanted),
    names('profile', ({ content }) => [content.profileId]),
    names('coupon', ({ content }) => content.couponCodes),
    names('referral', ({ content }) => [content.referralCode]),
    names('integrationId', ({ integrationId }) => [integrationId]),
    names('storeIntegrationId', ({ content }) => [content.storeIntegrationId]),
    ({ createdAt }) => isCreated(createdAt),
  )
}

/** [D] getApplicationEventsWithoutTotalCount: names by their parts, everything else exactly. */
function eventFilter(
  { profiles, campaigns }: Deployment,
  application: Application,
  query: Query,
): (event: StoredEvent) => boolean {
  const attributeOf = ({ profileIntegrationId: id }: StoredEvent, name: string) =>
    profiles.find(environmentOf(application), id)?.attributes[name]
  const anEffect = (name: string, fits: (effect: Effect, wanted: string) => boolean) =>
    when(query.text(name), ({ effects }: StoredEvent, wanted) => effects.some(one => fits(one, wanted)))
  const isCreated = readBounds(query, 'created')
  return matchingAll(
    // [D] type: a comma-separated list of exact matches.
    when(query.list('type'), ({ type }, types) => types.includes(type)),
    when(query.text('profile'), ({ profileIntegrationId }, id) => profileIntegrationId === id),
    when(query.text('session'), ({ sessionIntegrationId }, id) => sessionIntegrationId === id),
    when(query.text('customerName'), (event, part) => contains(attributeOf(event, 'Name'), part)),
    when(query.text('customerEmail'), (event, part) => contains(attributeOf(event, 'Email'), part)),
    anEffect('couponCode', (effect, code) => isAbout(effect, 'Coupon', code)),
    anEffect('referralCode', (effect, code) => isAbout(effect, 'Referral', code)),
    anEffect('effectType', ({ effectType }, type) => effectType === type),
    anEffect('ruleQuery', ({ ruleName }, part) => contains(ruleName, part)),
    anEffect('campaignQuery', ({ campaignId }, part) => contains(campaigns.get(campaignId)?.name, part)),
    ({ createdAt }) => isCreated(createdAt),
  )
}

/** acceptCoupon, rejectReferral, referralCreated: all name the code as their value. */
const isAbout = ({ effectType, props }: Effect, kind: 'Coupon' | 'Referral', code: string): boolean =>
  effectType.toLowerCase().includes(kind.toLowerCase()) && props.value === code

function profileIdOf({ applications, profiles }: Deployment, applicationId: number, integrationId: string) {
  const application = applications.get(applicationId)
  return application && profiles.find(environmentOf(application), integrationId)?.id
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
    sessionId: event.sessionId,
    type: event.type,
    attributes: event.attributes,
    effects: event.effects,
  }
}
