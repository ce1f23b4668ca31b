// A custom event on the wire. [D] Event: its own `effects` have the notation of the first API version (arrays) and stay empty; those of
// today stand beside the event in the answer.
import { msToIso } from '../../../kit/time/duration.ts'
import type { StoredEvent } from '../../stores/sessions/events.ts'

export function eventEntity(event: StoredEvent) {
  return {
    id: event.id,
    created: msToIso(event.createdAt),
    applicationId: event.applicationId,
    profileId: event.profileIntegrationId,
    storeIntegrationId: event.storeIntegrationId,
    type: event.type,
    attributes: event.attributes,
    effects: [],
    ledgerEntries: [],
  }
}
