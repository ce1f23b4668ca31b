// The keys of every Application, found by the secret itself in O(1).
import { Group } from '../../kit/kept/group.ts'
import { type ApiKey, apiKeySchema } from '../schemas/api-key.ts'
import { Catalogue, type NewRecord } from './catalogue.ts'

export class ApiKeys {
  readonly #records: Catalogue<typeof apiKeySchema>
  readonly #byKey = new Map<string, ApiKey>()
  readonly kept: Group

  constructor(now: () => number) {
    this.#records = new Catalogue(apiKeySchema, now)
    this.kept = new Group({ records: this.#records.kept }, () => {
      this.#byKey.clear()
      for (const record of this.#records.list()) this.#byKey.set(record.key, record)
    })
  }

  findByKey(key: string): ApiKey | undefined {
    return this.#byKey.get(key)
  }

  get(id: number): ApiKey | undefined {
    return this.#records.get(id)
  }

  ofApplication(applicationId: number): ApiKey[] {
    return this.#records.list().filter(key => key.applicationId === applicationId)
  }

  async create(values: NewRecord<typeof apiKeySchema>): Promise<ApiKey> {
    const record = await this.#records.create(values)
    this.#byKey.set(record.key, record)
    return record
  }

  /** [D] manage-api-keys: deleting a key is an immediate loss of access. */
  delete(id: number): boolean {
    const record = this.#records.get(id)
    if (record !== undefined) this.#byKey.delete(record.key)
    return this.#records.delete(id)
  }
}
