// Stores a custom event of a profile: the one operation behind Braze and the Integration API.
import type { Call } from '../call.ts'
import type { Deployment } from '../deployment.ts'
import { badRequest } from '../errors.ts'
import { type Attributes, refuseWrongAttributes } from '../rules/attribute-rules.ts'
import { environmentOf, type Profile } from '../stores/profiles.ts'
import type { StoredEvent } from '../stores/sessions/events.ts'
import { type RuleRun, runRules } from './sessions/run-rules.ts'
import { touchProfile } from './touch-profile.ts'
import { profileOrNew } from './update-profile.ts'

export interface NewEvent {
  profileIntegrationId: string
  type: string
  attributes: Attributes
  identifier?: string | undefined
  storeIntegrationId?: string | undefined
  /** Of a dry request. */
  evaluableCampaignIds?: number[] | undefined
  forceCompleteEvaluation?: boolean | undefined
}

export interface EventOutcome {
  readonly event: StoredEvent
  readonly profile: Profile
  readonly run: RuleRun
}

/** [D] Braze: a known identifier returns the existing event and does nothing else. */
export function trackEvent(
  deployment: Deployment,
  input: NewEvent,
  call: Call,
): { event: StoredEvent; run?: RuleRun } {
  const known =
    input.identifier === undefined
      ? undefined
      : deployment.events.findByIdentifier(call.application.id, input.identifier)
  return known === undefined ? trackNewEvent(deployment, input, call) : { event: known }
}

/** [D] events: the type must be that of a custom event created before. An unknown profile is created. */
export function trackNewEvent(deployment: Deployment, input: NewEvent, call: Call): EventOutcome {
  refuseWrongEvent(deployment, input, call)
  const profile = touchProfile(deployment, environmentOf(call.application), input.profileIntegrationId)
  const run = runEventRules(deployment, input, call, false)
  const event = deployment.events.append(record(deployment, input, call, run))
  deployment.world.journal.append({
    kind: 'talon-one.event-tracked',
    causedBy: call.causedBy,
    eventId: event.id,
    type: event.type,
    profile: event.profileIntegrationId,
  })
  return { event, profile, run }
}

/** [D] dry: changes are ignored. */
export function trackEventDry(deployment: Deployment, input: NewEvent, call: Call): EventOutcome {
  refuseWrongEvent(deployment, input, call)
  const run = runEventRules(deployment, input, call, true)
  return {
    event: { ...record(deployment, input, call, run), id: 0 },
    profile: profileOrNew(deployment, call, input.profileIntegrationId),
    run,
  }
}

function runEventRules(deployment: Deployment, input: NewEvent, call: Call, isDry: boolean): RuleRun {
  return runRules(deployment, call, {
    integrationId: input.profileIntegrationId,
    isDry,
    evaluable: isDry ? input.evaluableCampaignIds : undefined,
    isComplete: input.forceCompleteEvaluation,
    matches: ({ on, eventType }) => on === 'event' && (eventType === undefined || eventType === input.type),
  })
}

const record = (
  { world }: Deployment,
  input: NewEvent,
  { application }: Call,
  { effects }: RuleRun,
): Omit<StoredEvent, 'id'> => ({
  createdAt: world.clock.now(),
  applicationId: application.id,
  profileIntegrationId: input.profileIntegrationId,
  type: input.type,
  storeIntegrationId: input.storeIntegrationId,
  attributes: input.attributes,
  identifier: input.identifier,
  effects,
})

function refuseWrongEvent(deployment: Deployment, input: NewEvent, call: Call): void {
  refuseUnknownEventType(deployment, call, input.type)
  refuseWrongAttributes(deployment, call.application, { entity: 'Event' }, input.attributes)
}

/** Guess, setting `unknownEventType`. A custom event exists once an Event attribute or a campaign's rule names it. */
function refuseUnknownEventType(
  { attributes, campaigns, settings }: Deployment,
  call: Call,
  type: string,
): void {
  const isKnown =
    attributes.list().some(({ entity, eventType }) => entity === 'Event' && eventType === type) ||
    campaigns.list().some(({ rules }) => rules.some(({ eventType }) => eventType === type))
  if (isKnown) return
  const hint = `No custom event has the type ${JSON.stringify(type)}; define an Event attribute with this eventType.`
  const facts = { type }
  if (settings.unknownEventType === 'accept') {
    call.remark({ reason: 'unknown-event-type', facts, hint })
    return
  }
  const details = `unknown event type ${type}`
  const errors = [{ title: 'Invalid value', details, source: { pointer: '/type' } }]
  throw badRequest('unknown-event-type', `Invalid value for /type: ${details}`, { facts, hint, errors })
}
