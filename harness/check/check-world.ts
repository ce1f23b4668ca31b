// What is wrong with a world of the right shape: its presets and filters, then each of its scenarios on houses that hold the world.
import { readFile } from 'node:fs/promises'
import { type ScenarioDefinition, scenarioSchema } from '../../mocks/bloomreach/definition/definition.ts'
import { hasHeaderList } from '../../mocks/bloomreach/definition/secret-headers.ts'
import { operatorAdvice } from '../../mocks/bloomreach/definition/word-advice.ts'
import { credentialHeaders } from '../../mocks/bloomreach/webhook/authentication.ts'
import type { ReadWorld } from '../world/definition.ts'
import { type Path, shortPath, type Whereabouts } from '../world/file.ts'
import { writtenWrongly } from './called-texts.ts'
import { type Finding, type ScenarioFinding, severityOf } from './finding.ts'
import { keyFindings } from './keys.ts'
import { type Houses, requestFindings } from './requests.ts'
import { readStatically, type Surroundings, surroundingsOf, templateFindings } from './scenario.ts'
import { templatesIn } from './templates.ts'
import { webhookNodes } from './webhook-nodes.ts'

/** The world with every header public and no scenario loaded: a test run hides what is secret, and secrets are judged here. */
export function seeThrough(read: ReadWorld): ReadWorld {
  const { bloomreach } = read.data
  if (bloomreach === undefined) return read
  const integrations = bloomreach.integrations.map(integration => {
    if (integration.type !== 'http_authentication_schema')
      return { ...integration, headers: shown(integration.headers) }
    const { basic: _, ...schema } = integration
    return {
      ...schema,
      headers: shown(credentialHeaders(integration).map(([name, value]) => ({ name, value }))),
    }
  })
  return { ...read, data: { ...read.data, bloomreach: { ...bloomreach, integrations, scenarios: [] } } }
}

const shown = <T extends object>(headers: readonly T[]) =>
  headers.map(header => ({ ...header, visibility: 'public' as const }))

export interface WorldFindings {
  findings: Finding[]
  /** Those among them that are about a scenario marked `start: true`. */
  toStart: Finding[]
}

/** Judges a world on houses that were filled with it and are thrown away. */
export async function worldFindings(read: ReadWorld, houses: Houses): Promise<WorldFindings> {
  const { bloomreach } = houses
  const surroundings = surroundingsOf(houses)
  const findings = placed(
    [...(await projectTextFindings(read, surroundings)), ...filterFindings(read)],
    read.source,
    [],
  )
  const toStart: Finding[] = []
  for (const [index, { start, ...entry }] of (read.data.bloomreach?.scenarios ?? []).entries()) {
    const own = read.scenarios.get(index)
    const source = own ?? read.source
    const base = own === undefined ? ['bloomreach', 'scenarios', index] : []
    // The schema has let nothing else through, and has filled in the defaults of what stands in the world itself.
    const definition = own === undefined ? (entry as ScenarioDefinition) : scenarioSchema.parse(own.data)
    const graph = bloomreach.scenarios.findingsOfShaped(definition)
    const scenario = await scenarioFindings(definition, graph.length === 0, { surroundings, houses })
    const found = placed([...graph, ...scenario], source, base)
    findings.push(...found)
    if (start) toStart.push(...found)
    if (own !== undefined && typeof own.path === 'string') {
      findings.push(...(await keyFindings(await readFile(own.path, 'utf8'), shortPath(own.path))))
    }
  }
  return { findings, toStart }
}

async function scenarioFindings(
  definition: ScenarioDefinition,
  isWhole: boolean,
  { surroundings, houses }: { surroundings: Surroundings; houses: Houses },
): Promise<ScenarioFinding[]> {
  const { findings, webhooks } = await readStatically(definition, surroundings)
  if (!isWhole) return findings
  if (!definition.nodes.some(hasHeaderList))
    return [...findings, ...(await requestFindings(definition, webhooks, houses))]
  const bare = { ...definition, nodes: definition.nodes.map(withPublicHeaders) }
  const { webhooks: shownToo } = await webhookNodes(bare, surroundings.integrations)
  return [...findings, ...(await requestFindings(bare, shownToo, houses))]
}

const withPublicHeaders = (node: ScenarioDefinition['nodes'][number]): typeof node =>
  hasHeaderList(node) ? { ...node, headers: shown(node.headers) } : node

/** Templates outside of scenarios. */
async function projectTextFindings(
  { data }: ReadWorld,
  surroundings: Surroundings,
): Promise<ScenarioFinding[]> {
  const { integrations = [], htmlBlocks = [], snippets = [], emailTemplates } = data.bloomreach ?? {}
  const presets = integrations.map(integration => (integration.type === 'webhook_preset' ? integration : {}))
  const texts = { integrations: presets, htmlBlocks, snippets }
  const templates = [
    ...Object.entries(texts).flatMap(([key, value]) =>
      templatesIn(value, ['bloomreach', key]).map(template => ({ ...template, takesParameters: true })),
    ),
    ...templatesIn(emailTemplates, ['bloomreach', 'emailTemplates']),
  ]
  const parameters = (text: string, ...path: Path) =>
    writtenWrongly(text, ['bloomreach', ...path], surroundings.settings)
  return [
    ...(await templateFindings(templates, surroundings)).findings,
    ...htmlBlocks.flatMap(({ html }, index) => parameters(html, 'htmlBlocks', index, 'html')),
    ...snippets.flatMap(({ text }, index) => parameters(text, 'snippets', index, 'text')),
  ]
}

/** Filters outside of scenarios. */
const filterFindings = ({ data: { bloomreach } }: ReadWorld): ScenarioFinding[] =>
  (['segmentations', 'emailListHygiene'] as const).flatMap(key =>
    operatorAdvice(bloomreach?.[key], ['bloomreach', key]),
  )

export const placed = (findings: readonly ScenarioFinding[], source: Whereabouts, base: Path): Finding[] =>
  findings.map(({ path, within, ...finding }) => {
    const at = [...base, ...path]
    const place = within === undefined ? source.locate(at) : source.locateIn(at, within)
    return { ...place, severity: severityOf(finding.code), ...finding }
  })
