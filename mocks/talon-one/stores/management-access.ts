// Who may use the Management API: Management keys, the account's users, and the sessions they opened.
import { Counter } from '../../kit/kept/cell.ts'
import { Group } from '../../kit/kept/group.ts'
import { KeptMap } from '../../kit/kept/kept-map.ts'
import type { ManagementKey } from '../schemas/api-key.ts'

export interface User {
  readonly id: number
  readonly email: string
  readonly password: string
}

type NewKey = Omit<ManagementKey, 'id'> & { id?: number | undefined }

/** [D] createSession: a token is valid for 3 months. */
const SESSION_MONTHS = 3

export interface ManagementSession {
  readonly token: string
  readonly userId: number
  readonly createdAt: number
  readonly expiresAt: number
}

export class ManagementAccess {
  readonly #keys = new KeptMap<string, ManagementKey>()
  readonly #users = new KeptMap<string, User>()
  readonly #sessions = new KeptMap<string, ManagementSession>()
  readonly #lastKeyId = new Counter()
  readonly kept = new Group({
    keys: this.#keys,
    users: this.#users,
    sessions: this.#sessions,
    lastKeyId: this.#lastKeyId,
  })

  addKey({ id = this.#lastKeyId.next(), ...key }: NewKey): void {
    this.#keys.set(key.key, { ...key, id })
    this.#lastKeyId.passes(id)
  }

  findKey(secret: string): ManagementKey | undefined {
    return this.#keys.get(secret)
  }

  keys(): ManagementKey[] {
    return [...this.#keys.values()]
  }

  findUser(email: string): User | undefined {
    return this.#users.get(email.toLowerCase())
  }

  /** User 1 made everything that a world file describes; further users count up from it. */
  addUser(email: string, password: string): User {
    const user = { id: this.#users.size + 1, email, password }
    this.#users.set(email.toLowerCase(), user)
    return user
  }

  openSession(token: string, userId: number, at: number): ManagementSession {
    const end = new Date(at)
    end.setUTCMonth(end.getUTCMonth() + SESSION_MONTHS)
    const session = { token, userId, createdAt: at, expiresAt: end.getTime() }
    this.#sessions.set(token, session)
    return session
  }

  findSession(token: string): ManagementSession | undefined {
    return this.#sessions.get(token)
  }

  closeSession(token: string): void {
    this.#sessions.delete(token)
  }
}
