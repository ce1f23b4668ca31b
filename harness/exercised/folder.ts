// What was exercised, in a folder: a file for each process, written when a world ends and when the process does. Read again, the files
// of all processes are one.
import { mkdirSync, writeFileSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { threadId } from 'node:worker_threads'
import { z } from 'zod'
import { scenarioSchema } from '../../mocks/bloomreach/definition/definition.ts'
import { SandboxError } from '../../mocks/kit/sandbox-error.ts'
import type { Live } from '../life.ts'
import { readOwnFile } from '../search/files/read-own-file.ts'
import type { ReadWorld } from '../world/definition.ts'
import { Collector, type Counting } from './collector.ts'
import { linesOf } from './lines.ts'

const savedSchema = z.object({
  format: z.literal(2),
  scenarios: z.array(
    z.object({
      name: z.string(),
      file: z.string().optional(),
      at: z.array(z.union([z.string(), z.number()])),
      definition: z.object({ nodes: scenarioSchema.shape.nodes, connections: z.array(z.any()) }),
      hits: z.record(z.string(), z.number()),
    }),
  ),
})

type Saved = z.output<typeof savedSchema>
type SavedScenario = Saved['scenarios'][number]

/** What was exercised of a scenario, and the lines of its nodes. */
export interface ExercisedScenario extends SavedScenario {
  lines: [number, number][]
}

const ENDING = '.coverage.json'

/** Of this process: what worlds that have ended exercised, and those that go on. */
class Tallies {
  readonly #folder: string
  readonly #open = new Set<Collector>()
  #ended: SavedScenario[] = []

  constructor(folder: string) {
    this.#folder = folder
    process.once('exit', () => {
      if (this.#open.size > 0) this.#write()
    })
  }

  collect(read: ReadWorld, live: () => Live): Collector {
    const collector = new Collector(read, live, ended => this.#end(ended))
    this.#open.add(collector)
    return collector
  }

  #end(collector: Collector): void {
    this.#open.delete(collector)
    this.#ended = merged([...this.#ended, ...[...collector.scenarios].map(savedOf)])
    this.#write()
  }

  #write(): void {
    const open = [...this.#open].flatMap(({ scenarios }) => [...scenarios].map(savedOf))
    mkdirSync(this.#folder, { recursive: true })
    const file = join(this.#folder, `${process.pid}-${threadId}${ENDING}`)
    writeFileSync(file, `${JSON.stringify({ format: 2, scenarios: merged([...this.#ended, ...open]) })}\n`)
  }
}

const TALLIES = new Map<string, Tallies>()

/** Counts for one world from now on. */
export function collectInto(folder: string, read: ReadWorld, live: () => Live): Collector {
  const tallies = TALLIES.get(folder) ?? new Tallies(folder)
  TALLIES.set(folder, tallies)
  return tallies.collect(read, live)
}

function savedOf({ name, file, at, definition, hits }: Counting): SavedScenario {
  const plain = { name, at, definition, hits: hits.counts() }
  return (file === undefined ? plain : { ...plain, file }) as SavedScenario
}

/** Of all files in the folder; throws SandboxError `invalid-coverage`. */
export async function readCoverage(folder: string): Promise<ExercisedScenario[]> {
  const names = await readdir(folder).catch((cause: Error) => {
    throw refused(`${folder} cannot be read: ${cause.message}`)
  })
  const files = names.filter(name => name.endsWith(ENDING)).sort()
  if (files.length === 0) throw refused(`${folder} holds no coverage`)
  const all = await Promise.all(files.map(name => readOne(join(folder, name))))
  const scenarios = merged(all.flatMap(one => one.scenarios))
  return Promise.all(scenarios.map(async one => ({ ...one, lines: await linesOf(one) })))
}

const readOne = (path: string): Promise<Saved> =>
  readOwnFile(path, savedSchema, { otherwise: 'is none', refused })

/** The same scenario of the same file, with the same nodes, is one. */
function merged(all: readonly SavedScenario[]): SavedScenario[] {
  const one = new Map<string, SavedScenario>()
  for (const scenario of all) {
    const key = JSON.stringify([scenario.file, scenario.name, scenario.definition])
    const known = one.get(key)
    one.set(key, known === undefined ? scenario : { ...known, hits: sum(known.hits, scenario.hits) })
  }
  return [...one.values()]
}

function sum(a: SavedScenario['hits'], b: SavedScenario['hits']): SavedScenario['hits'] {
  const both = { ...a }
  for (const [key, count] of Object.entries(b)) both[key] = (both[key] ?? 0) + count
  return both
}

const refused = (reason: string): SandboxError =>
  new SandboxError('invalid-coverage', `Cannot say what was covered: ${reason}.`, {
    remedy: 'Name the folder that tests ran with: SANDBOX_COVERAGE=DIR.',
  })
