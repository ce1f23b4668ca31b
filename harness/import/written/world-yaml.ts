// The world that an import writes: what its inputs gave, section by section, and where something has to be filled in.
import type { Placeholder } from '../format.ts'
import { campaignsOf } from '../talon-one/campaigns.ts'
import { byId, byName, merged, type ScenarioEntry, type WorldPart } from '../world-part.ts'
import { comment } from './scenario-yaml.ts'
import { indented, yamlText } from './yaml-text.ts'

type Bloomreach = NonNullable<WorldPart['bloomreach']>
type TalonOne = NonNullable<WorldPart['talonOne']>

export function worldYaml(parts: readonly WorldPart[], placeholders: readonly Placeholder[]): string {
  const head = comment(
    'A world as referral-sandbox import wrote it. Start it with: referral-sandbox run --world FILE',
  )
  const fill = placeholders.flatMap(({ standsFor, fillIn }) =>
    comment(`FILL IN ${fillIn} (it stands for ${standsFor}).`),
  )
  const sections = [talonOneOf(parts), bloomreachOf(parts)].filter(text => text !== '')
  return `${[...head, ...fill, ...sections].join('\n')}\n`
}

export const hasSomething = (parts: readonly WorldPart[]): boolean =>
  talonOneOf(parts) !== '' || bloomreachOf(parts) !== ''

function bloomreachOf(parts: readonly WorldPart[]): string {
  const all = <K extends keyof Bloomreach>(key: K) =>
    parts.flatMap(({ bloomreach }) => (bloomreach?.[key] ?? []) as NonNullable<Bloomreach[K]>[number][])
  const privateAttributes = [...new Set(all('privateAttributes'))]
  const scenarios = scenarioLines(all('scenarios'))
  const lists = section({
    consentCategories: merged(all('consentCategories'), byId),
    frequencyPolicies: merged(all('frequencyPolicies'), byId),
    segmentations: merged(all('segmentations'), byId),
    voucherPools: merged(all('voucherPools'), byName),
    integrations: merged(all('integrations'), byName),
    privateInformation: privateOf(privateAttributes, all('privateEvents')),
  })
  const rest = `${customerLines(all('customers'))}${scenarios}`
  return lists === '' && rest === '' ? '' : `bloomreach:\n${lists}${rest}`.trimEnd()
}

function privateOf(attributes: string[], events: readonly [string, string[]][]): object {
  return {
    ...(attributes.length === 0 ? {} : { attributes }),
    ...(events.length === 0 ? {} : { events: Object.fromEntries(events) }),
  }
}

/** A line each, as JSON, which YAML is: a file of many thousands stays readable, and is written at once. */
const customerLines = (customers: readonly object[]): string =>
  customers.length === 0 ? '' : `  customers:\n${customers.map(one => `    - ${jsonLine(one)}\n`).join('')}`

/** Without the signs that YAML takes for ends of lines. */
const jsonLine = (value: object): string =>
  JSON.stringify(value).replaceAll(
    /[\u007f-\u00a0\u2028\u2029\ufeff]/g,
    sign => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )

/** One that cannot start would keep the whole world from starting. */
function scenarioLines(scenarios: readonly ScenarioEntry[]): string {
  if (scenarios.length === 0) return ''
  const lines = scenarios.map(({ file, problem }) =>
    problem === undefined
      ? `    - { file: ${JSON.stringify(`./${file}`)}, start: true }`
      : `    # - { file: ${JSON.stringify(`./${file}`)}, start: true }  # cannot start: ${comment(problem)[0]?.slice(2)}`,
  )
  const isEmpty = scenarios.every(({ problem }) => problem !== undefined)
  return `  scenarios:${isEmpty ? ' []' : ''}\n${lines.join('\n')}`
}

function talonOneOf(parts: readonly WorldPart[]): string {
  const all = <K extends keyof TalonOne>(key: K) =>
    parts.flatMap(({ talonOne }) => (talonOne?.[key] ?? []) as unknown as NonNullable<TalonOne[K]>[number][])
  const profiles = merged(all('profiles'), ({ integrationId }) => String(integrationId))
  const campaigns = campaignsOf({ campaigns: all('campaigns'), codes: all('codes'), rules: all('rules') })
  const records = merged(all('applicationRecords'), byId) as { id: number }[]
  const ids = [...new Set([...records.map(({ id }) => id), ...campaigns.map(one => one.applicationId)])]
  if (ids.length === 0 && profiles.length > 0) ids.push(1)
  const applications = ids.map((id, index) => ({
    ...(records.find(one => one.id === id) ?? { id, name: `Application ${id}` }),
    ...(records.length > 0 ? { apiKeys: KEYS_IN_PLACE } : {}),
    campaigns: campaigns.filter(({ applicationId }) => applicationId === id).map(({ campaign }) => campaign),
    ...(index === 0 && profiles.length > 0 ? { profiles } : {}),
  }))
  const attributes = merged(
    all('attributes'),
    ({ entity, eventType, name }) => `${entity}.${eventType}.${name}`,
  )
  const deployment = parts.map(({ talonOne }) => talonOne?.deployment).find(host => host !== undefined)
  const lists = section({
    deployment,
    attributes,
    loyaltyPrograms: merged(all('loyaltyPrograms'), byId),
    audiences: merged(all('audiences'), byId),
    applications,
  })
  return lists === '' ? '' : `talonOne:\n${lists}`.trimEnd()
}

/** Keys of an account are never shown again, so these hold their places. [D] manage-api-keys */
const KEYS_IN_PLACE = [
  { title: 'In place of the keys of the account' },
  { title: 'In place of its keys for Bloomreach', platform: 'customer_engagement' },
]

function section(parts: Readonly<Record<string, object | string | undefined>>): string {
  const given = Object.entries(parts).filter(([, part]) => part !== undefined && Object.keys(part).length > 0)
  if (given.length === 0) return ''
  return `${indented(yamlText(Object.fromEntries(given)), '  ')}\n`
}
