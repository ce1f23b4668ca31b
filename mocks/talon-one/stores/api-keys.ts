// The keys of every Application, found by the secret itself in O(1).
import { Group } from '../../kit/kept/group.ts'
import { readInstant } from '../instant.ts'
import { type ApiKey, apiKeySchema } from '../schemas/api-key.ts'
import { Catalogue, type NewRecord } from './catalogue.ts'

export class ApiKeys {
  readonly #records: Catalogue<typeof apiKeySchema>
  readonly #byKey = new Map<string, ApiKey>()
  /** By id, in milliseconds: read once, asked for with every request. */
  readonly #expiresAt = new Map<number, number>()
  readonly kept: Group

  constructor(now: () => number) {
    this.#records = new Catalogue(apiKeySchema, now)
    this.kept = new Group({ records: this.#records.kept }, () => {
      this.#byKey.clear()
      for (const record of this.#records.list()) this.#index(record)
    })
  }

  findByKey(key: string): ApiKey | undefined {
    return this.#byKey.get(key)
  }

  isExpired(key: ApiKey, at: number): boolean {
    return (this.#expiresAt.get(key.id) ?? 0) <= at
  }

  get(id: number): ApiKey | undefined {
    return this.#records.get(id)
  }

  ofApplication(applicationId: number): ApiKey[] {
    return this.#records.list().filter(key => key.applicationId === applicationId)
  }

  async create(values: NewRecord<typeof apiKeySchema>): Promise<ApiKey> {
    const record = await this.#records.create(values)
    this.#index(record)
    return record
  }

  /** [D] manage-api-keys: deleting a key is an immediate loss of access. */
  delete(id: number): boolean {
    const record = this.#records.get(id)
    if (record !== undefined) this.#byKey.delete(record.key)
    return this.#records.delete(id)
  }

  #index(record: ApiKey): void {
    this.#byKey.set(record.key, record)
    this.#expiresAt.set(record.id, readInstant(record.expires)?.at ?? 0)
  }
}
