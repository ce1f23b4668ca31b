// Everything that is wrong with one world or scenario file. The world is loaded and thrown away; no port is open.
import { readFile } from 'node:fs/promises'
import { type ScenarioDefinition, scenarioSchema } from '../../mocks/bloomreach/definition/definition.ts'
import { findingsOf } from '../../mocks/bloomreach/definition/findings.ts'
import { bloomreachSettings } from '../../mocks/bloomreach/settings.ts'
import { SandboxError } from '../../mocks/kit/sandbox-error.ts'
import { openWorld } from '../life.ts'
import { readWorldFrom } from '../world/definition.ts'
import { readSourceFile, type SourceFile, shortPath } from '../world/file.ts'
import { parseSource } from '../world/findings.ts'
import { placed, seeThrough, worldFindings } from './check-world.ts'
import { isCode } from './codes.ts'
import { type Finding, type ScenarioFinding, severityOf } from './finding.ts'
import { keyFindings } from './keys.ts'
import { scratch } from './missing-parts.ts'
import { staticFindings } from './scenario.ts'

/** In the order of the files and their lines. */
export async function checkFile(file: string): Promise<Finding[]> {
  const { source, failures } = await read(file)
  if (source === undefined) return failures
  const findings = await checkSource(source)
  const keys = await keyFindings(await readFile(file, 'utf8'), shortPath(file))
  return inOrder([...findings, ...keys])
}

/** A world or a scenario, told by its shape. */
export async function checkSource(source: SourceFile): Promise<Finding[]> {
  const isScenario = typeof source.data === 'object' && source.data !== null && 'nodes' in source.data
  return isScenario ? checkScenario(source) : checkWorld(source)
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

async function checkWorld(source: SourceFile): Promise<Finding[]> {
  try {
    const world = await readWorldFrom(source)
    const life = await openWorld(seeThrough(world))
    try {
      return (await worldFindings(world, life)).findings
    } finally {
      life.world.clock.stop()
    }
  } catch (error) {
    return failuresOf(error, source.path)
  }
}

/** What reading or loading refuses, finding by finding where it says so. */
export function failuresOf(error: unknown, file: string): Finding[] {
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

export const inOrder = (findings: readonly Finding[]): Finding[] =>
  [...findings].sort(
    (a, b) =>
      (a.file < b.file ? -1 : a.file > b.file ? 1 : 0) ||
      (a.line ?? 0) - (b.line ?? 0) ||
      (a.column ?? 0) - (b.column ?? 0),
  )
