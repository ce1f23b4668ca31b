// The keys of every Application, found by the secret itself in O(1).
import { Catalogue } from './catalogue.ts'
import { type ApiKey, apiKeySchema } from './schemas/api-key.ts'

export class ApiKeys {
  readonly #records = new Catalogue(apiKeySchema)
  readonly #byKey = new Map<string, ApiKey>()

  findByKey(key: string): ApiKey | undefined {
    return this.#byKey.get(key)
  }

  get(id: number): ApiKey | undefined {
    return this.#records.get(id)
  }

  ofApplication(applicationId: number): ApiKey[] {
    return this.#records.list().filter(key => key.applicationId === applicationId)
  }

  nextId(): number {
    return this.#records.nextId()
  }

  async create(values: Parameters<Catalogue<typeof apiKeySchema>['create']>[0]): Promise<ApiKey> {
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
