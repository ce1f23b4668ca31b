// Cards of card-based loyalty programs and the profiles that share them. Their points are in the ledger, under the card's identifier.
import { Counter } from '../../../kit/kept/cell.ts'
import { Group } from '../../../kit/kept/group.ts'
import { Table } from '../../../kit/table.ts'
import { perProfile } from '../codes/referrals.ts'

export interface LoyaltyCard {
  readonly id: number
  readonly programId: number
  readonly identifier: string
  readonly status: 'active' | 'inactive'
  readonly createdAt: number
  readonly modifiedAt: number
  /** By integration id: when the profile was linked. */
  readonly profiles: ReadonlyMap<string, number>
}

export class LoyaltyCards {
  readonly #table = new Table<LoyaltyCard, 'identifier'>({
    key: card => card.id,
    unique: { identifier: ({ programId, identifier }) => perProfile(programId, identifier) },
  })
  readonly #lastId = new Counter()
  readonly kept = new Group({ table: this.#table, lastId: this.#lastId })

  find(programId: number, identifier: string): LoyaltyCard | undefined {
    return this.#table.find('identifier', perProfile(programId, identifier))
  }

  ofProfile(programId: number, integrationId: string): LoyaltyCard[] {
    return [...this.#table.values()].filter(
      card => card.programId === programId && card.profiles.has(integrationId),
    )
  }

  create(values: Omit<LoyaltyCard, 'id'>): LoyaltyCard {
    return this.#table.insert({ ...values, id: this.#lastId.next() })
  }

  update(card: LoyaltyCard, change: Pick<LoyaltyCard, 'modifiedAt' | 'profiles'>): LoyaltyCard {
    return this.#table.update(card, change)
  }
}
