// A custom event on the wire. [D] Event.
import { msToIso } from '../../kit/duration.ts'
import type { StoredEvent } from '../events.ts'

export function eventEntity(event: StoredEvent) {
  return {
    id: event.id,
    created: msToIso(event.createdAt),
    applicationId: event.applicationId,
    profileId: event.profileIntegrationId,
    storeIntegrationId: event.storeIntegrationId,
    type: event.type,
    attributes: event.attributes,
    effects: event.effects,
    ledgerEntries: [],
  }
}
