// Rulesets as the Management API answers them, in blocks (V2) or in Talang (V1): each rule is read whole, or refused with its text.
import { campaignSchema } from '../../../mocks/talon-one/schemas/campaign.ts'
import { columnsOf, type Entry, guessed, ignored, type Path, refused, understood } from '../columns.ts'
import type { Format, Imported } from '../format.ts'
import type { InputFile } from '../input-file.ts'
import { isListOf, isObject } from '../shapes.ts'
import { ruleOfBlocks } from './blocks.ts'
import { campaignRules, type ReadRule } from './rule.ts'
import { ruleOfTalang } from './talang.ts'

type Ruleset = Readonly<Record<string, unknown>>

const isV2 = (one: Ruleset): boolean => Array.isArray(one.promotionRules)
const isV1 = (one: Ruleset): boolean =>
  Array.isArray(one.rules) && 'campaignId' in one && !('applicationId' in one)

export const rulesetsJson: Format = {
  id: 'talon-one-rulesets',
  called: 'Talon.One rulesets, JSON',
  grade: '[D] RulesetV2; V1 as far as talon-one/talang and the API description show its functions',
  recognises: ({ document }) => rulesetIn(document) !== undefined,
  read,
}

/** Of a list the last one made: [D] it holds past ones too. */
function rulesetIn(document: unknown): { ruleset: Ruleset; path: Path; others: number } | undefined {
  if (!isObject(document)) return undefined
  if (isV2(document) || isV1(document)) return { ruleset: document, path: [], others: 0 }
  const { data } = document
  if (!isListOf(data, one => isV2(one) || isV1(one))) return undefined
  const made = data.map(({ created }) => String(created))
  const newest = made.lastIndexOf([...made].sort().at(-1) ?? '')
  return { ruleset: data[newest] ?? {}, path: ['data', newest], others: data.length - 1 }
}

const BOOKS = ignored('the account’s own bookkeeping')

function read({ document }: InputFile): Imported {
  const found = rulesetIn(document)
  if (found === undefined) return { entries: [], world: {} }
  const { ruleset, path, others } = found
  const key = isV2(ruleset) ? 'promotionRules' : 'rules'
  const rules = (ruleset[key] as unknown[]).map((rule, index) => readRule(rule, [...path, key, index], key))
  const said = rules.flatMap(({ entries }) => entries)
  const inside = new Set(said.map(entry => entry.path))
  const past = others === 0 ? {} : { 'data.*': ignored('a ruleset of the past: the newest counts') }
  const at = path.join('.')
  const own = (name: string) => (at === '' ? name : `${at}.${name}`)
  const around = columnsOf(document, {
    ...past,
    ...Object.fromEntries(
      ['id', 'created', 'userId', 'templateId', 'activatedAt', 'activate', 'rbVersion'].map(name => [
        own(name),
        BOOKS,
      ]),
    ),
    [own('campaignId')]: value =>
      isId(value) ? understood('the campaign') : refused('no campaign has this id: one holds its place'),
    ...Object.fromEntries(
      ['strikethroughRules', 'selectors', 'bundles', 'parameters', 'bindings'].map(name => [
        own(name),
        value => (Array.isArray(value) ? ignored('none') : refused(`${name} are not run here`)),
      ]),
    ),
    totalResultSize: BOOKS,
    hasMore: BOOKS,
  })
  const campaignId = isId(ruleset.campaignId) ? ruleset.campaignId : undefined
  return {
    entries: [...around.filter(entry => !inside.has(entry.path)), ...said],
    world: {
      talonOne: {
        rules: [
          {
            ...(campaignId === undefined ? {} : { campaignId }),
            ...campaignRules(rules.flatMap(({ rule }) => rule ?? [])),
          },
        ],
      },
    },
    remarks: rules.flatMap(({ reason }) => (reason === undefined ? [] : [`Not run here: ${reason}.`])),
  }
}

const isId = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value > 0

interface Read {
  rule?: ReadRule
  reason?: string
  entries: Entry[]
}

function readRule(rule: unknown, path: Path, key: string): Read {
  const read = isObject(rule)
    ? key === 'rules'
      ? ruleOfTalang(rule)
      : ruleOfBlocks(rule)
    : { refused: 'it is no rule' }
  const reason = 'refused' in read ? read.refused : problemOf(read)
  if (reason !== undefined) return { reason, entries: columnsOf(rule, { '': refused(reason) }, path) }
  const check = 'that checks stop the rule in their order'
  const entries = columnsOf(
    rule,
    {
      '': understood('the rules of the campaign'),
      id: BOOKS,
      parentId: BOOKS,
      description: ignored('for people'),
      bindings: ignored('none'),
      'blocks.*.id': BOOKS,
      'blocks.*.onFailure': value =>
        Array.isArray(value) ? ignored('none') : guessed('nothing happens when the check fails', check),
      'blocks.*.target': guessed('the whole cart', 'what the effect is for'),
      'blocks.*.partial': guessed('never in part', 'whether the discount may be given in part'),
    },
    path,
  )
  return { rule: read as ReadRule, entries }
}

const shape = campaignSchema.pick({ referralEffects: true, couponEffects: true, rules: true }).partial()

/** What our own schema has against it: not every effect may stand behind every cause. */
function problemOf(rule: ReadRule | { refused: string }): string | undefined {
  if ('refused' in rule) return rule.refused
  const { success, error } = shape.safeParse(campaignRules([rule]))
  return success ? undefined : `the rule "${rule.title}": ${error.issues[0]?.message ?? 'it is not valid'}`
}
