// What is exported: a scenario file, or the scenario of a world, and the clipboard that it was imported from where it stands beside it.
import { existsSync } from 'node:fs'
import { basename, dirname, resolve } from 'node:path'
import { type ScenarioDefinition, scenarioSchema } from '../../mocks/bloomreach/definition/definition.ts'
import { nearestName } from '../../mocks/kit/nearest-name.ts'
import { SandboxError } from '../../mocks/kit/sandbox-error.ts'
import { readInput } from '../import/input-file.ts'
import { isObject } from '../import/shapes.ts'
import { sourceOf } from '../import/written/scenario-files.ts'
import { readSourceFile, type SourceFile } from '../world/file.ts'
import { parseSource } from '../world/findings.ts'

interface Asked {
  file: string
  scenario?: string | undefined
  source?: string | undefined
}

export interface ExportInput {
  definition: ScenarioDefinition
  source: unknown
}

export async function readExportInput({ file, scenario, source }: Asked): Promise<ExportInput> {
  const read = await scenarioFile(await readSourceFile(file), scenario)
  const { start: _, ...data } = read.data as { start?: unknown }
  const definition = parseSource(scenarioSchema, { ...read, data }, 'the scenario')
  const beside = source ?? sourceOf(read.path)
  const has = source !== undefined || (beside !== read.path && existsSync(beside))
  return { definition, source: has ? (await readInput(beside)).document : undefined }
}

/** Of a world: the one scenario, or the one of this name. */
async function scenarioFile(source: SourceFile, name: string | undefined): Promise<SourceFile> {
  const { data } = source
  if (isObject(data) && 'nodes' in data) return source
  const entries = isObject(data) && isObject(data.bloomreach) ? data.bloomreach.scenarios : undefined
  const all: SourceFile[] = []
  for (const entry of Array.isArray(entries) ? entries : []) {
    if (!isObject(entry)) continue
    all.push(
      typeof entry.file === 'string'
        ? await readSourceFile(resolve(dirname(source.path), entry.file))
        : { ...source, data: entry, path: basename(source.path) },
    )
  }
  const names = all.map(one => String((one.data as { name?: unknown } | null)?.name))
  const [only, ...more] = name === undefined ? all : all.filter((_, index) => names[index] === name)
  if (only !== undefined && more.length === 0) return only
  throw notFound(source.path, name, names)
}

function notFound(file: string, name: string | undefined, names: readonly string[]): SandboxError {
  const near = name === undefined ? undefined : nearestName(name, names)
  const reason =
    names.length === 0
      ? 'it has no scenario'
      : name === undefined
        ? 'it has several scenarios'
        : `it has no scenario "${name}"`
  const known =
    names.length === 0 ? 'Name a scenario file.' : `Name one with --scenario: ${names.join(', ')}.`
  return new SandboxError('unreadable-file', `Cannot export from ${file}: ${reason}.`, {
    remedy: near === undefined ? known : `Did you mean "${near}"?`,
  })
}
