// Everything that is wrong with one world or scenario file. The world is loaded and thrown away; no port is open.
import { readFile } from 'node:fs/promises'
import { type ScenarioDefinition, scenarioSchema } from '../../mocks/bloomreach/definition/definition.ts'
import { findingsOf } from '../../mocks/bloomreach/definition/findings.ts'
import { hasHeaderList } from '../../mocks/bloomreach/definition/secret-headers.ts'
import { operatorAdvice } from '../../mocks/bloomreach/definition/word-advice.ts'
import { bloomreachSettings } from '../../mocks/bloomreach/settings.ts'
import { credentialHeaders } from '../../mocks/bloomreach/webhook/authentication.ts'
import { SandboxError } from '../../mocks/kit/sandbox-error.ts'
import { openWorld } from '../life.ts'
import { type ReadWorld, readWorld } from '../world/definition.ts'
import { type Path, readSourceFile, type SourceFile } from '../world/file.ts'
import { parseSource } from '../world/findings.ts'
import { writtenWrongly } from './called-texts.ts'
import { isCode } from './codes.ts'
import { type Finding, type ScenarioFinding, severityOf } from './finding.ts'
import { keyFindings } from './keys.ts'
import { scratch } from './operations.ts'
import { type Houses, requestFindings } from './requests.ts'
import { type Surroundings, staticFindings, surroundingsOf, templateFindings } from './scenario.ts'
import { templatesIn } from './templates.ts'
import { webhookNodes } from './webhook-nodes.ts'

/** In the order of the files and their lines. */
export async function checkFile(file: string): Promise<Finding[]> {
  const { source, failures } = await read(file)
  if (source === undefined) return failures
  const isScenario = typeof source.data === 'object' && source.data !== null && 'nodes' in source.data
  const findings = isScenario ? await checkScenario(source) : await checkWorld(file)
  const keys = await keyFindings(await readFile(file, 'utf8'), source.locate([]).file)
  return inOrder([...findings, ...keys])
}

async function read(file: string): Promise<{ source?: SourceFile; failures: Finding[] }> {
  try {
    return { source: await readSourceFile(file), failures: [] }
  } catch (error) {
    return { failures: failuresOf(error, file) }
  }
}

/** Without a world: names are taken to be right, and what a customer has is not known. */
async function checkScenario(source: SourceFile): Promise<Finding[]> {
  let definition: ScenarioDefinition
  try {
    definition = parseSource(scenarioSchema, source, 'the scenario')
  } catch (error) {
    return failuresOf(error, source.path)
  }
  const talonOne = await scratch({ settings: {} as never, hostname: 'sandbox.europe-west1.talon.one' })
  const integrations = {
    preset: () => undefined,
    authentication: () => undefined,
    endpointPrefix: 'segment',
    parametersInTags: 'fail',
  } as const
  const settings = bloomreachSettings()
  const findings = await staticFindings(definition, { integrations, talonOne, settings, texts: undefined })
  return placed([...graphFindings(definition), ...findings], source, [])
}

/** Whatever the scenario names is taken to exist. */
function graphFindings(definition: ScenarioDefinition): ScenarioFinding[] {
  return findingsOf(definition, {
    authentications: textsAt('authentication', definition),
    presets: textsAt('preset', definition),
    consentCategories: ['consentCategory', 'consentCategoryTracking', 'consent'].flatMap(field =>
      textsAt(field, definition),
    ),
    frequencyPolicies: textsAt('frequencyPolicy', definition),
    throughputPolicies: textsAt('throughputPolicy', definition),
  }).findings
}

function textsAt(field: string, value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, part]) =>
    key === field && typeof part === 'string' ? [part] : textsAt(field, part),
  )
}

async function checkWorld(file: string): Promise<Finding[]> {
  try {
    const world = await readWorld(file)
    const life = await openWorld(seeThrough(world))
    try {
      return await worldFindings(world, life)
    } finally {
      life.world.clock.stop()
    }
  } catch (error) {
    return failuresOf(error, file)
  }
}

/** The world with every header public and no scenario loaded: a test run hides what is secret, and secrets are judged here. */
function seeThrough(read: ReadWorld): ReadWorld {
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

async function worldFindings(read: ReadWorld, houses: Houses): Promise<Finding[]> {
  const { bloomreach } = houses
  const surroundings = surroundingsOf(houses)
  const findings = placed(
    [...projectTextFindings(read, surroundings), ...filterFindings(read)],
    read.source,
    [],
  )
  for (const [index, { start: _, ...entry }] of (read.data.bloomreach?.scenarios ?? []).entries()) {
    const own = read.scenarios.get(index)
    const source = own ?? read.source
    const base = own === undefined ? ['bloomreach', 'scenarios', index] : []
    // The schema has let nothing else through, and fills in the defaults.
    const definition = scenarioSchema.parse(own?.data ?? entry)
    const graph = bloomreach.scenarios.findings(definition)
    const scenario = await scenarioFindings(definition, graph.length === 0, { surroundings, houses })
    findings.push(...placed([...graph, ...scenario], source, base))
    if (own !== undefined && typeof own.path === 'string') {
      findings.push(...(await keyFindings(await readFile(own.path, 'utf8'), own.locate([]).file)))
    }
  }
  return findings
}

async function scenarioFindings(
  definition: ScenarioDefinition,
  isWhole: boolean,
  { surroundings, houses }: { surroundings: Surroundings; houses: Houses },
): Promise<ScenarioFinding[]> {
  const findings = await staticFindings(definition, surroundings)
  if (!isWhole) return findings
  const bare = { ...definition, nodes: definition.nodes.map(withPublicHeaders) }
  const { webhooks } = webhookNodes(bare, surroundings.integrations)
  return [...findings, ...(await requestFindings(bare, webhooks, houses))]
}

const withPublicHeaders = (node: ScenarioDefinition['nodes'][number]): typeof node =>
  hasHeaderList(node) ? { ...node, headers: shown(node.headers) } : node

/** Templates outside of scenarios. */
function projectTextFindings({ data }: ReadWorld, surroundings: Surroundings): ScenarioFinding[] {
  const { integrations = [], htmlBlocks = [], snippets = [], emailTemplates } = data.bloomreach ?? {}
  const presets = integrations.map(integration => (integration.type === 'webhook_preset' ? integration : {}))
  const texts = { integrations: presets, htmlBlocks, snippets, emailTemplates }
  const templates = Object.entries(texts).flatMap(([key, value]) => templatesIn(value, ['bloomreach', key]))
  const parameters = (text: string, ...path: Path) =>
    writtenWrongly(text, ['bloomreach', ...path], surroundings.settings)
  return [
    ...templateFindings(templates, surroundings).findings,
    ...htmlBlocks.flatMap(({ html }, index) => parameters(html, 'htmlBlocks', index, 'html')),
    ...snippets.flatMap(({ text }, index) => parameters(text, 'snippets', index, 'text')),
  ]
}

/** Filters outside of scenarios. */
const filterFindings = ({ data: { bloomreach } }: ReadWorld): ScenarioFinding[] =>
  (['segmentations', 'emailListHygiene'] as const).flatMap(key =>
    operatorAdvice(bloomreach?.[key], ['bloomreach', key]),
  )

const placed = (findings: readonly ScenarioFinding[], source: SourceFile, base: Path): Finding[] =>
  findings.map(({ path, within, ...finding }) => {
    const at = [...base, ...path]
    const place = within === undefined ? source.locate(at) : source.locateIn(at, within)
    return { ...place, severity: severityOf(finding.code), ...finding }
  })

/** What reading or loading refuses, finding by finding where it says so. */
function failuresOf(error: unknown, file: string): Finding[] {
  if (!(error instanceof SandboxError)) throw error
  if (error.findings !== undefined) {
    return error.findings.map(({ place = { file }, code, message, remedy }) => ({
      ...place,
      code,
      severity: severityOf(code),
      message,
      remedy,
    }))
  }
  const code = isCode(error.code) ? error.code : 'invalid-world'
  const { place = { file }, problem, remedy = '' } = error
  return [{ ...place, code, severity: severityOf(code), message: problem, remedy }]
}

const inOrder = (findings: readonly Finding[]): Finding[] =>
  [...findings].sort(
    (a, b) =>
      (a.file < b.file ? -1 : a.file > b.file ? 1 : 0) ||
      (a.line ?? 0) - (b.line ?? 0) ||
      (a.column ?? 0) - (b.column ?? 0),
  )
