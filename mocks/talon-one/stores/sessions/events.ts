// Events: custom ones of profiles, found again by the identifier that a caller gave, and those that the house makes of sessions.
import { Counter } from '../../../kit/kept/cell.ts'
import { Group } from '../../../kit/kept/group.ts'
import { Table } from '../../../kit/table.ts'
import type { Effect } from '../../rules/effects.ts'
import { perProfile } from '../codes/referrals.ts'

export interface StoredEvent {
  readonly id: number
  readonly applicationId: number
  readonly createdAt: number
  readonly profileIntegrationId: string
  readonly type: string
  readonly storeIntegrationId: string | undefined
  readonly attributes: Record<string, unknown>
  /** Of a built-in event: the session that it is about. */
  readonly sessionId?: number
  readonly sessionIntegrationId?: string
  /** [D] Braze: a known identifier returns the existing event. */
  readonly identifier: string | undefined
  readonly effects: readonly Effect[]
}

export class Events {
  readonly #table = new Table<StoredEvent, 'identifier', 'application'>({
    key: event => event.id,
    unique: {
      identifier: ({ applicationId, identifier }) =>
        identifier === undefined ? undefined : perProfile(applicationId, identifier),
    },
    many: { application: event => event.applicationId },
  })
  readonly #lastId = new Counter()
  readonly kept = new Group({ table: this.#table, lastId: this.#lastId })

  append(values: Omit<StoredEvent, 'id'>): StoredEvent {
    return this.#table.insert({ ...values, id: this.#lastId.next() })
  }

  /** Everything that is known of the customer beside who and when. */
  erase(event: StoredEvent): void {
    this.#table.update(event, { attributes: {} })
  }

  findByIdentifier(applicationId: number, identifier: string): StoredEvent | undefined {
    return this.#table.find('identifier', perProfile(applicationId, identifier))
  }

  ofApplication(applicationId: number): Iterable<StoredEvent> {
    return this.#table.where('application', applicationId)
  }
}
