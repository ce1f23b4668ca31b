// Customer profiles. A live and a sandbox Application may each have a profile with the same integration id.
import { Counter } from '../../kit/kept/cell.ts'
import { Group } from '../../kit/kept/group.ts'
import { Table } from '../../kit/table.ts'

/** [D] sandbox-live-environments-separation: decided by the Application of the key. */
export type Environment = 'live' | 'sandbox'

export const environmentOf = (application: { sandbox: boolean }): Environment =>
  application.sandbox ? 'sandbox' : 'live'

export interface Profile {
  readonly id: number
  readonly integrationId: string
  readonly environment: Environment
  readonly createdAt: number
  readonly attributes: Record<string, unknown>
  /** Ids of audiences. */
  readonly audiences: ReadonlySet<number>
  readonly lastActivityAt: number
  readonly closedSessions: number
  readonly totalSales: number
}

const NO_AUDIENCES: ReadonlySet<number> = Object.freeze(new Set<number>())

/** As it begins; its id is 0 until it is stored. */
export const newProfile = (
  environment: Environment,
  integrationId: string,
  at: number,
  attributes: Record<string, unknown> = {},
): Profile => ({
  id: 0,
  integrationId,
  environment,
  createdAt: at,
  attributes,
  audiences: NO_AUDIENCES,
  lastActivityAt: at,
  closedSessions: 0,
  totalSales: 0,
})

export class Profiles {
  readonly #table = new Table<Profile, Environment>({
    key: profile => profile.id,
    unique: {
      live: ({ environment, integrationId }) => (environment === 'live' ? integrationId : undefined),
      sandbox: ({ environment, integrationId }) => (environment === 'sandbox' ? integrationId : undefined),
    },
  })
  readonly #lastId = new Counter()
  readonly kept = new Group({ table: this.#table, lastId: this.#lastId })

  get size(): number {
    return this.#table.size
  }

  find(environment: Environment, integrationId: string): Profile | undefined {
    return this.#table.find(environment, integrationId)
  }

  get(id: number): Profile | undefined {
    return this.#table.get(id)
  }

  all(): Iterable<Profile> {
    return this.#table.values()
  }

  create(...values: Parameters<typeof newProfile>): Profile {
    return this.#table.insert({ ...newProfile(...values), id: this.#lastId.next() })
  }

  update(profile: Profile, change: Partial<Profile>): Profile {
    return this.#table.update(profile, change)
  }
}
