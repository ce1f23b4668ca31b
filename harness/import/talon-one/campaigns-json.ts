// Campaigns as the Management API answers them: one, a list in `data`, or that of a notification. [D] getCampaign, getCampaigns.
import { uncounted } from '../../../mocks/talon-one/rules/counted-limits.ts'
import { campaignSchema, type Limit } from '../../../mocks/talon-one/schemas/campaign.ts'
import {
  type Columns,
  columnsOf,
  type Entry,
  guessed,
  ignored,
  isEmpty,
  type Path,
  refused,
  understood,
} from '../columns.ts'
import type { Format, Imported } from '../format.ts'
import type { InputFile } from '../input-file.ts'
import { type Fields, isMostlyListOf, isObject } from '../shapes.ts'
import type { ApplicationCampaign } from '../world-part.ts'
import { AttributeDefinitions } from './attribute-definitions.ts'

const isCampaign = (one: Fields): boolean =>
  typeof one.id === 'number' &&
  typeof one.applicationId === 'number' &&
  Array.isArray(one.features) &&
  'state' in one

export const campaignsJson: Format = {
  id: 'talon-one-campaigns',
  called: 'Talon.One campaigns, JSON',
  grade: '[D] Management API, getCampaign',
  recognises: ({ document }) => campaignsIn(document) !== undefined,
  read,
}

/** Where each stands. */
function campaignsIn(document: unknown): { campaign: unknown; path: Path }[] | undefined {
  if (isMostlyListOf(document, isCampaign))
    return document.map((campaign, index) => ({ campaign, path: [index] }))
  if (!isObject(document)) return undefined
  if (isCampaign(document)) return [{ campaign: document, path: [] }]
  if (isObject(document.campaign) && isCampaign(document.campaign))
    return [{ campaign: document.campaign, path: ['campaign'] }]
  const { data } = document
  return isMostlyListOf(data, isCampaign)
    ? data.map((campaign, index) => ({ campaign, path: ['data', index] }))
    : undefined
}

const BOOKS = ignored('the account’s own bookkeeping')
const TAKEN = [
  'id',
  'name',
  'description',
  'state',
  'type',
  'features',
  'tags',
  'startTime',
  'endTime',
  'couponSettings',
  'referralSettings',
  'limits',
  'attributes',
] as const

const COLUMNS: Columns = {
  ...Object.fromEntries(TAKEN.map(name => [name, understood(name)])),
  applicationId: understood('the Application'),
  ...Object.fromEntries(
    [
      'created',
      'updated',
      'userId',
      'createdBy',
      'updatedBy',
      'templateId',
      'frontendState',
      'activeRulesetId',
      'revisionFrontendState',
      'stageRevision',
      'activeRevisionId',
      'activeRevisionVersionId',
      'currentRevisionId',
      'currentRevisionVersionId',
      'version',
    ].map(name => [name, BOOKS]),
  ),
}

function read({ document }: InputFile): Imported {
  const definitions = new AttributeDefinitions('Campaign')
  const seen = new Set<unknown>()
  const found = (campaignsIn(document) ?? []).map(({ campaign, path }) =>
    readOne(campaign, { path, definitions, seen }),
  )
  const around = columnsOf(document, { totalResultSize: BOOKS, hasMore: BOOKS })
  const inside = new Set(found.flatMap(({ entries }) => entries.map(({ path }) => path)))
  const campaigns = found.flatMap(({ campaign }) => (campaign === undefined ? [] : [campaign]))
  return {
    entries: [...around.filter(({ path }) => !inside.has(path)), ...found.flatMap(({ entries }) => entries)],
    world: {
      talonOne: {
        campaigns,
        attributes: definitions.records,
      },
    },
  }
}

interface Place {
  path: Path
  definitions: AttributeDefinitions
  /** Ids of those before. */
  seen: Set<unknown>
}

function readOne(
  value: unknown,
  { path, definitions, seen }: Place,
): { campaign?: ApplicationCampaign; entries: Entry[] } {
  if (!isObject(value) || !isCampaign(value))
    return { entries: columnsOf(value, { '': refused('it is no campaign') }, path) }
  const doubts = new Map<string, ReturnType<typeof refused>>()
  const given: Record<string, unknown> = {}
  for (const name of TAKEN) {
    if (value[name] === undefined || value[name] === null) continue
    const { kept, doubt } = fieldOf(name, value[name])
    if (kept !== undefined) given[name] = kept
    if (doubt !== undefined) doubts.set(name, doubt)
  }
  if (
    given.name === undefined ||
    given.id === undefined ||
    seen.has(given.id) ||
    !isId(value.applicationId)
  ) {
    const reason = 'a campaign has a name, an id of its own and the id of its Application'
    return { entries: columnsOf(value, { '': refused(reason) }, path) }
  }
  seen.add(given.id)
  const problem = definitions.problemOf(given.attributes)
  if (problem !== undefined) {
    delete given.attributes
    doubts.set('attributes', refused(problem))
  }
  const columns = { ...COLUMNS, ...Object.fromEntries([...doubts].map(([name, doubt]) => [name, doubt])) }
  const nulls = columnsOf(value, columns, path).map(entry => {
    const own = value[entry.path.slice(path.map(step => `/${step}`).join('').length + 1)]
    return own === null || (own !== undefined && isEmpty(own) && own !== false)
      ? { ...entry, ...ignored('empty') }
      : entry
  })
  return {
    campaign: { applicationId: value.applicationId as number, campaign: given as never },
    entries: nulls,
  }
}

const isId = (value: unknown): boolean =>
  typeof value === 'number' && Number.isSafeInteger(value) && value > 0

/** One field by the schema of the world; what does not fit is left out and said. */
function fieldOf(
  name: (typeof TAKEN)[number],
  value: unknown,
): { kept?: unknown; doubt?: ReturnType<typeof refused> } {
  if (name === 'limits' && Array.isArray(value)) return limitsOf(value)
  if (name === 'features' && Array.isArray(value)) {
    const kept = value.filter(one => campaignSchema.shape.features.safeParse([one]).success)
    return kept.length === value.length
      ? { kept }
      : {
          kept,
          doubt: guessed(
            'features, without those that are not known here',
            'which features the campaign has',
          ),
        }
  }
  const { success } = campaignSchema.shape[name].safeParse(value)
  return success ? { kept: value } : { doubt: refused(`${name} is not as the Management API has it`) }
}

function limitsOf(limits: readonly unknown[]): { kept: unknown; doubt?: ReturnType<typeof refused> } {
  const shaped = limits.map(limit => campaignSchema.shape.limits.safeParse([limit]))
  const kept = shaped
    .flatMap(({ data }) => data ?? [])
    .filter((limit: Limit) => uncounted(limit) === undefined)
  return kept.length === limits.length
    ? { kept }
    : { kept, doubt: refused('a limit in it is not counted here') }
}
