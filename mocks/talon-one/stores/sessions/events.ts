// Events: custom ones of profiles, found again by the identifier that a caller gave, and those that the house makes of sessions.
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
  attributes: Record<string, unknown>
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
  #lastId = 0

  save() {
    return { table: this.#table.save(), lastId: this.#lastId }
  }

  restore({ table, lastId }: ReturnType<Events['save']>): void {
    this.#table.restore(table)
    this.#lastId = lastId
  }

  append(values: Omit<StoredEvent, 'id'>): StoredEvent {
    return this.#table.insert({ ...values, id: ++this.#lastId })
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
