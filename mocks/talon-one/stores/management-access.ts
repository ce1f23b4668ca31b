// Who may use the Management API: Management keys, the account's users, and the sessions they opened.
import type { ManagementKey } from '../schemas/api-key.ts'

export interface User {
  readonly id: number
  readonly email: string
  readonly password: string
}

/** [D] createSession: a token is valid for 3 months. */
const SESSION_MONTHS = 3

export interface ManagementSession {
  readonly token: string
  readonly userId: number
  readonly createdAt: number
  readonly expiresAt: number
}

export class ManagementAccess {
  #keys = new Map<string, ManagementKey>()
  #users = new Map<string, User>()
  #sessions = new Map<string, ManagementSession>()
  #lastKeyId = 0

  save() {
    return { keys: this.#keys, users: this.#users, sessions: this.#sessions, lastKeyId: this.#lastKeyId }
  }

  restore({ keys, users, sessions, lastKeyId }: ReturnType<ManagementAccess['save']>): void {
    this.#keys = keys
    this.#users = users
    this.#sessions = sessions
    this.#lastKeyId = lastKeyId
  }

  nextKeyId(): number {
    return ++this.#lastKeyId
  }

  addKey(key: ManagementKey): void {
    this.#keys.set(key.key, key)
    this.#lastKeyId = Math.max(this.#lastKeyId, key.id)
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
