// A world: everything a vendor's UI would have been used for. Its schema, its references, and how it is read from a file.
import { readdir } from 'node:fs/promises'
import { basename, dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { scenarioSchema } from '../../mocks/bloomreach/definition/definition.ts'
import { bloomreachWorldSchema } from '../../mocks/bloomreach/world-schema.ts'
import { jsonInPortions } from '../../mocks/kit/json/json-writing.ts'
import { nearestName } from '../../mocks/kit/nearest-name.ts'
import { SandboxError } from '../../mocks/kit/sandbox-error.ts'
import { parseInstant } from '../../mocks/kit/time/duration.ts'
import { CLOCK_LIMITS } from '../../mocks/kit/time/virtual-clock.ts'
import { talonOneWorldSchema } from '../../mocks/talon-one/index.ts'
import { type Path, placesInside, readSourceFile, type SourceFile, type Whereabouts } from './file.ts'
import { parseSource, refuse, type WorldFinding } from './findings.ts'
import { readSavedFile, type SavedWorld } from './saved-world.ts'
import { withVoucherFiles } from './voucher-files.ts'

const fastClockSchema = z
  .strictObject({
    rounds: z
      .int()
      .min(1)
      .default(CLOCK_LIMITS.rounds)
      .describe('How often time may move along one customer’s way.'),
    years: z.int().min(1).max(9_998).default(CLOCK_LIMITS.years).describe('How far it may come.'),
  })
  .describe(
    'Beyond this a fast clock that moves by itself takes a schedule for endless: it stops and says where.',
  )

const instant = z.iso.datetime({ offset: true }).refine(text => parseInstant(text) !== undefined, {
  error: 'expected an instant within the years 1 to 9999, such as "2026-01-05T09:00:00Z"',
})

export const worldSchema = z
  .strictObject({
    $schema: z.string().optional().describe('Where an editor finds the description of this file.'),
    startsAt: instant.optional().describe('Where the virtual clock starts.'),
    fastClock: fastClockSchema.optional(),
    talonOne: talonOneWorldSchema.optional().describe('What Talon.One’s UI would have been used for.'),
    bloomreach: bloomreachWorldSchema
      .optional()
      .describe('What Bloomreach Engagement’s UI would have been used for.'),
  })
  .describe('Everything that one sandbox starts with, in the vendors’ words.')

export type WorldDefinition = z.input<typeof worldSchema>
export type ScenarioDefinition = z.input<typeof scenarioSchema>

/** Gives a TypeScript world file types and completion; the value is returned as it is. */
export const defineWorld = (world: WorldDefinition): WorldDefinition => world

/** The same for a scenario. */
export const defineScenario = (scenario: ScenarioDefinition): ScenarioDefinition => scenario

/** A world with its scenario files read, and the places of everything for findings. */
export interface ReadWorld {
  data: z.output<typeof worldSchema>
  source: Whereabouts
  /** Scenario files by their index in `bloomreach.scenarios`. */
  scenarios: Map<number, SourceFile>
  /** Of a snapshot: what the world holds in place of what the definition says. */
  begins?: SavedWorld
}

/** What a snapshot names its world by: one line. */
export const definitionOf = (read: ReadWorld): string => JSON.stringify(definedIn(read))

/** The same, while the process serves everything else. */
export const definitionInPortions = (read: ReadWorld): Promise<string> => jsonInPortions(definedIn(read))

const definedIn = ({ data, scenarios }: ReadWorld): object => ({
  data,
  scenarios: [...scenarios].map(([index, file]) => [index, file.data]),
})

export const TUTORIAL_WORLD = fileURLToPath(
  new URL('../worlds/tutorial/tutorial.world.yaml', import.meta.url),
)

/** Reads and validates a world; throws SandboxError with every finding, and nothing is started. */
export async function readWorld(world: string | WorldDefinition): Promise<ReadWorld> {
  if (typeof world !== 'string') return readWorldFrom(inMemory(world))
  const saved = await readSavedFile(world)
  return saved === undefined ? readWorldFrom(await readSourceFile(world)) : worldOf(saved, world)
}

/** Its definition was judged when it was saved. */
function worldOf(saved: SavedWorld, path: string): ReadWorld {
  const { data, scenarios } = JSON.parse(saved.definition) as {
    data: ReadWorld['data']
    scenarios: [number, unknown][]
  }
  const source = { path, ...placesInside(path, place => `${path}: world.${place}`) }
  return {
    data,
    source,
    scenarios: new Map(scenarios.map(([index, own]) => [index, { ...source, data: own }])),
    begins: saved,
  }
}

/** The same of a file that was read already. */
export async function readWorldFrom(file: SourceFile): Promise<ReadWorld> {
  const data = parseSource(worldSchema, file, 'the world')
  // The schema has copied it, and a large world is not kept twice.
  const { data: _, ...source } = file
  const scenarios = await readScenarioFiles(data, source)
  if (data.bloomreach !== undefined) {
    const { voucherPools } = data.bloomreach
    data.bloomreach.voucherPools = await withVoucherFiles(voucherPools, { source, folder: folderOf(source) })
  }
  return { data, source, scenarios }
}

function inMemory(world: WorldDefinition): SourceFile {
  const data: unknown = structuredClone(world)
  return {
    path: 'in memory',
    data,
    ...placesInside('world', path => `world.${path}`),
  }
}

/** Where the names of files in a world begin. */
const folderOf = ({ path }: Whereabouts): string =>
  path === 'in memory' ? process.cwd() : dirname(resolve(path))

async function readScenarioFiles(
  data: z.output<typeof worldSchema>,
  source: Whereabouts,
): Promise<Map<number, SourceFile>> {
  const files = new Map<number, SourceFile>()
  const base = folderOf(source)
  for (const [index, entry] of (data.bloomreach?.scenarios ?? []).entries()) {
    if (!('file' in entry) || entry.file === undefined) continue
    const file = await readSourceFile(resolve(base, entry.file)).catch(async (error: unknown) => {
      // What is wrong inside the file has its place there.
      if (!(error instanceof SandboxError) || error.code !== 'unreadable-file') throw error
      const place = source.locate(['bloomreach', 'scenarios', index, 'file'])
      const remedy = await fileNear(resolve(base, entry.file))
      throw refuse('the world', [{ code: 'dangling-reference', place, message: error.problem, remedy }])
    })
    parseSource(scenarioSchema, file, 'the scenario')
    files.set(index, file)
  }
  return files
}

async function fileNear(path: string): Promise<string> {
  const names = await readdir(dirname(path)).catch(() => [])
  const near = nearestName(basename(path), names)
  return near === undefined ? 'Name a file that is there.' : `Did you mean "${near}"?`
}

const REFERENCE = /\$\{([^}]*)\}/g

/**
 * Replaces `${talonOne.applications[0].apiKeys[0].key}` by what the loaded world has there. Answers a copy of what changes by that, and
 * of all around it; the rest is shared.
 */
export function resolveReferences<T>(value: T, known: object, source: Whereabouts, base: Path): T {
  const findings: WorldFinding[] = []
  // One path that grows and shrinks: a world of a million values does not ask for a million paths.
  const path = [...base]
  const walk = (part: unknown): unknown => {
    if (typeof part === 'string') return part.includes('${') ? filledIn(part) : part
    if (Array.isArray(part)) return walkList(part)
    return typeof part === 'object' && part !== null ? walkRecord(part as Record<string, unknown>) : part
  }
  const walkList = (list: readonly unknown[]): readonly unknown[] => {
    let resolved: unknown[] | undefined
    for (let index = 0; index < list.length; index++) {
      path.push(index)
      const item = walk(list[index])
      path.pop()
      if (item === list[index]) continue
      resolved ??= [...list]
      resolved[index] = item
    }
    return resolved ?? list
  }
  const walkRecord = (record: Record<string, unknown>): object => {
    let resolved: Map<string, unknown> | undefined
    for (const key of Object.keys(record)) {
      const part = record[key]
      if (typeof part !== 'string' && (typeof part !== 'object' || part === null)) continue
      path.push(key)
      const item = walk(part)
      path.pop()
      if (item === part) continue
      resolved ??= new Map(Object.entries(record))
      resolved.set(key, item)
    }
    return resolved === undefined ? record : Object.fromEntries(resolved)
  }
  const filledIn = (text: string): string =>
    text.replaceAll(REFERENCE, (_, reference: string) => {
      const found = lookUp(known, reference)
      if (typeof found === 'string' || typeof found === 'number') return String(found)
      findings.push(dangling(reference, known, source, path))
      return ''
    })
  const resolved = walk(value) as T
  if (findings.length > 0) throw refuse('the world', findings)
  return resolved
}

const stepsOf = (reference: string): string[] =>
  reference
    .trim()
    .split(/[.[\]]+/)
    .filter(Boolean)

function lookUp(known: unknown, reference: string): unknown {
  let value = known
  for (const step of stepsOf(reference)) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined
    value = (value as Record<string, unknown>)[step]
  }
  return value
}

function dangling(reference: string, known: object, source: Whereabouts, path: Path): WorldFinding {
  const steps = stepsOf(reference)
  let level: unknown = known
  let wrong = steps[0] ?? ''
  for (const step of steps) {
    wrong = step
    if (typeof level !== 'object' || level === null || !Object.hasOwn(level, step)) break
    level = (level as Record<string, unknown>)[step]
  }
  const names = typeof level === 'object' && level !== null ? Object.keys(level) : []
  const near = nearestName(wrong, names)
  return {
    code: 'dangling-reference',
    place: source.locate(path),
    message: `\${${reference}} leads nowhere: there is no "${wrong}".`,
    remedy: near === undefined ? `Known there: ${names.join(', ') || 'nothing'}.` : `Did you mean "${near}"?`,
  }
}
