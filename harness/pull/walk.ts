// Asks for one path after the other: what was answered before is taken from the folder, what is answered now goes there first.
import type { Pseudonyms } from '../import/personal/pseudonyms.ts'
import type { Fields } from '../import/shapes.ts'
import type { KeptAnswers } from './kept-answers.ts'
import type { ManagementApi, RawAnswer } from './management-api.ts'
import { withoutPeople } from './without-people.ts'

export interface WalkOptions {
  api: ManagementApi
  kept: KeptAnswers
  pseudonyms: Pseudonyms
}

const PAGE = 1_000

export class Walk {
  /** What the account did not answer, with the status. */
  readonly absent: string[] = []
  readonly #options: WalkOptions

  constructor(options: WalkOptions) {
    this.#options = options
  }

  /** Every page of a list; none of one that is not answered. */
  async list(path: string): Promise<Fields[]> {
    const all: Fields[] = []
    for (;;) {
      const answer = await this.#get(`${path}?pageSize=${PAGE}&skip=${all.length}`)
      if (answer.status !== 200) {
        this.absent.push(`${path} (${answer.status})`)
        return all
      }
      const {
        data = [],
        hasMore,
        totalResultSize,
      } = JSON.parse(answer.text) as {
        data?: Fields[]
        hasMore?: boolean
        totalResultSize?: number
      }
      all.push(...data)
      const more =
        totalResultSize === undefined ? (hasMore ?? data.length === PAGE) : all.length < totalResultSize
      if (!more || data.length === 0) return all
    }
  }

  async one(path: string): Promise<unknown> {
    const { status, text } = await this.#get(path)
    if (status === 200) return JSON.parse(text)
    return status === 501 || status === 403 || status === 405 ? 'not served' : undefined
  }

  async table(path: string): Promise<string | undefined> {
    const { status, text } = await this.#get(path)
    if (status === 200 && text.trim() !== '') return text
    if (status !== 200) this.absent.push(`${path} (${status})`)
    return undefined
  }

  async #get(path: string): Promise<RawAnswer> {
    const { api, kept, pseudonyms } = this.#options
    const before = await kept.get(path)
    if (before !== undefined) return before
    const { status, text } = await api.get(path)
    const answer = { status, text: status === 200 ? withoutPeople(text, pseudonyms) : '' }
    await kept.put(path, answer)
    return answer
  }
}
