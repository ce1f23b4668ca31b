// The walk through an account: what is asked, in which order, and what is made of the answers for the import.
import { type InputFile, inputOf } from '../import/input-file.ts'
import type { Pseudonyms } from '../import/personal/pseudonyms.ts'
import { type Fields, isObject } from '../import/shapes.ts'
import type { KeptAnswers } from './kept-answers.ts'
import type { ManagementApi, RawAnswer } from './management-api.ts'
import type { Personal } from './pull-plan.ts'
import { withoutPeople } from './without-people.ts'

export interface AccountReader {
  api: ManagementApi
  kept: KeptAnswers
  pseudonyms: Pseudonyms
  personal: readonly Personal[]
  /** What is said while it goes on. */
  tell(line: string): void
}

export interface ReadAccount {
  inputs: InputFile[]
  /** Kept beside the world, for the emulator makes nothing of them: by the name of their file. */
  beside: ReadonlyMap<string, unknown>
  /** Paths that the account did not answer, with the status. */
  absent: string[]
}

interface Campaign {
  id: number
  applicationId: number
  name: string
  activeRulesetId: number | undefined
  features: readonly unknown[]
}

const PAGE = 1_000

export async function readAccount(reader: AccountReader): Promise<ReadAccount> {
  const walk = new Walk(reader)
  const applications = await walk.list('/v1/applications')
  const ids = applications.map(({ id }) => id).filter(id => typeof id === 'number')
  const inputs = [input('applications', 'talon-one-applications', applications)]
  const campaigns: Campaign[] = []
  for (const id of ids) {
    const listed = await walk.list(`/v1/applications/${id}/campaigns`)
    campaigns.push(...listed.map(one => campaignOf(one, id)))
    if (listed.length > 0) {
      const own = listed.map(one => ({ ...one, applicationId: one.applicationId ?? id }))
      inputs.push(input(`campaigns-of-application-${id}`, 'talon-one-campaigns', own))
    }
  }
  reader.tell(`${ids.length} Applications, ${campaigns.length} campaigns.`)
  const rulesets = await rulesetsOf(campaigns, walk)
  inputs.push(...rulesets)
  for (const [path, as] of RECORDS) inputs.push(input(as.slice(10), as, await walk.list(path)))
  const beside = new Map<string, unknown>([
    ['event-types', await walk.list('/v1/event_types')],
    ['webhooks', await walk.list('/v1/webhooks')],
    ['collections', await namedCollections(campaigns, rulesets, walk)],
  ])
  inputs.push(...(await people(reader.personal, { campaigns, walk })))
  return { inputs: inputs.filter(({ text }) => text !== '[]'), beside, absent: walk.absent }
}

const RECORDS = [
  ['/v1/attributes', 'talon-one-attributes'],
  ['/v1/audiences', 'talon-one-audiences'],
  ['/v1/loyalty_programs', 'talon-one-loyalty-programs'],
] as const

const input = (name: string, as: string, records: readonly unknown[]): InputFile => ({
  ...inputOf(`${name}.json`, JSON.stringify(records)),
  as,
})

const campaignOf = (one: Fields, applicationId: number): Campaign => ({
  id: Number(one.id),
  applicationId,
  name: String(one.name),
  activeRulesetId: typeof one.activeRulesetId === 'number' ? one.activeRulesetId : undefined,
  features: Array.isArray(one.features) ? one.features : [],
})

/** [D] the active one, in blocks; where those are not served, in Talang. */
async function rulesetsOf(campaigns: readonly Campaign[], walk: Walk): Promise<InputFile[]> {
  const inputs: InputFile[] = []
  let hasBlocks = true
  for (const { id, applicationId, name, activeRulesetId } of campaigns) {
    if (activeRulesetId === undefined) continue
    const path = `/applications/${applicationId}/campaigns/${id}/rulesets/${activeRulesetId}`
    const blocks = hasBlocks ? await walk.one(`/v2${path}`) : undefined
    if (blocks === 'not served') hasBlocks = false
    const ruleset = isRuleset(blocks) ? blocks : await walk.one(`/v1${path}`)
    if (!isRuleset(ruleset)) {
      walk.absent.push(`the rules of campaign ${id} ${JSON.stringify(name)}`)
      continue
    }
    const own = { campaignId: id, ...ruleset }
    inputs.push({
      ...inputOf(`rules-of-campaign-${id}.json`, JSON.stringify(own)),
      as: 'talon-one-rulesets',
    })
  }
  return inputs
}

const isRuleset = (value: unknown): value is Fields =>
  isObject(value) && (Array.isArray(value.promotionRules) || Array.isArray(value.rules))

/** Those whose name or id a rule speaks of, with their items. */
async function namedCollections(
  campaigns: readonly Campaign[],
  rulesets: readonly InputFile[],
  walk: Walk,
): Promise<object[]> {
  const texts = rulesets.map(({ text }) => text).filter(text => /collection/i.test(text))
  if (texts.length === 0) return []
  const ids = new Set(texts.map(text => (JSON.parse(text) as { campaignId: number }).campaignId))
  const all = await walk.list('/v1/collections')
  for (const { id, applicationId } of campaigns) {
    if (ids.has(id))
      all.push(...(await walk.list(`/v1/applications/${applicationId}/campaigns/${id}/collections`)))
  }
  const isNamed = ({ id, name }: Fields) =>
    texts.some(
      text => text.includes(JSON.stringify(name)) || text.includes(String(name)) || text.includes(`"${id}"`),
    )
  const collections: object[] = []
  for (const one of all.filter(isNamed)) {
    collections.push({ ...one, items: await walk.list(`/v1/collections/${one.id}/items`) })
  }
  return collections
}

async function people(
  personal: readonly Personal[],
  { campaigns, walk }: { campaigns: readonly Campaign[]; walk: Walk },
): Promise<InputFile[]> {
  const inputs: InputFile[] = []
  if (personal.includes('profiles'))
    inputs.push(input('profiles', 'talon-one-profiles', await walk.list('/v1/customers/no_total')))
  for (const { id, applicationId, features } of campaigns) {
    for (const kind of ['referrals', 'coupons'] as const) {
      if (!personal.includes(kind) || !features.includes(kind)) continue
      const table = await walk.table(`/v1/applications/${applicationId}/export_${kind}?campaignId=${id}`)
      if (table === undefined) continue
      const text = withOwner(table, { applicationid: applicationId, campaignid: id })
      inputs.push({ ...inputOf(`${kind}-of-campaign-${id}.csv`, text), as: `talon-one-${kind}` })
    }
  }
  return inputs
}

/** [D] exportReferrals: its columns do not say whose the codes are. */
function withOwner(table: string, owner: Readonly<Record<string, number>>): string {
  const [header = '', ...rows] = table.trimEnd().split('\n')
  const missing = Object.entries(owner).filter(([name]) => !header.toLowerCase().split(',').includes(name))
  const names = missing.map(([name]) => `,${name}`).join('')
  const ids = missing.map(([, id]) => `,${id}`).join('')
  return `${[header + names, ...rows.map(row => row + ids)].join('\n')}\n`
}

class Walk {
  readonly absent: string[] = []
  readonly #reader: AccountReader

  constructor(reader: AccountReader) {
    this.#reader = reader
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
    const { api, kept, pseudonyms } = this.#reader
    const before = await kept.get(path)
    if (before !== undefined) return before
    const { status, text } = await api.get(path)
    const answer = { status, text: status === 200 ? withoutPeople(text, pseudonyms) : '' }
    await kept.put(path, answer)
    return answer
  }
}
