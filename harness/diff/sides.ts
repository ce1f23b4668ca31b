// The two worlds that are compared: two files with worlds, or one world with the one and the other version of a scenario. Both
// have the same people, those of the first.
import { SandboxError } from '../../mocks/kit/sandbox-error.ts'
import { type ReadWorld, readWorldFrom, TUTORIAL_WORLD } from '../world/definition.ts'
import { readSourceFile, type SourceFile, shortPath } from '../world/file.ts'

export interface Side {
  /** Its file, as the person wrote it. */
  name: string
  read: ReadWorld
}

/** Throws SandboxError for what cannot be read, and `not-comparable` for a world beside a scenario. */
export async function readSides(a: string, b: string, world = TUTORIAL_WORLD): Promise<[Side, Side]> {
  const [first, second] = await Promise.all([readSourceFile(a), readSourceFile(b)])
  const [isOne, isOther] = [isScenario(first), isScenario(second)]
  if (isOne !== isOther) throw notComparable(a, b)
  const reads = isOne
    ? await withVersions([first, second], world)
    : ([await readWorldFrom(first), await readWorldFrom(second)] as const)
  return [
    { name: shortPath(a), read: reads[0] },
    { name: shortPath(b), read: samePeople(reads[1], reads[0]) },
  ]
}

const isScenario = ({ data }: SourceFile): boolean =>
  typeof data === 'object' && data !== null && 'nodes' in data

const notComparable = (a: string, b: string) =>
  new SandboxError('not-comparable', `Cannot compare ${a} with ${b}: one is a world, the other a scenario.`, {
    remedy: 'Name two worlds, or two versions of a scenario with --world for the world that they run in.',
  })

/** The world twice: each time with one version, started, in the place of every scenario that has the name of one of them. */
async function withVersions(
  versions: readonly [SourceFile, SourceFile],
  world: string,
): Promise<[ReadWorld, ReadWorld]> {
  const names = new Set(versions.map(nameOf))
  const inWorld = async (version: SourceFile) =>
    withScenario(await readWorldFrom(await readSourceFile(world)), version, names)
  return Promise.all([inWorld(versions[0]), inWorld(versions[1])])
}

const nameOf = ({ data }: SourceFile): unknown => (data as { name?: unknown }).name

function withScenario(read: ReadWorld, version: SourceFile, names: ReadonlySet<unknown>): ReadWorld {
  const { bloomreach } = read.data
  if (bloomreach === undefined) {
    throw new SandboxError(
      'not-comparable',
      'Cannot compare scenarios: the world has no section bloomreach.',
      {
        remedy: 'Name a world with customers by --world.',
      },
    )
  }
  const scenarios: typeof bloomreach.scenarios = []
  const files = new Map<number, SourceFile>()
  for (const [index, entry] of bloomreach.scenarios.entries()) {
    const file = read.scenarios.get(index)
    if (names.has(file === undefined && 'name' in entry ? entry.name : file && nameOf(file))) continue
    if (file !== undefined) files.set(scenarios.length, file)
    scenarios.push(entry)
  }
  files.set(scenarios.length, version)
  scenarios.push({ file: version.path, start: true })
  return { ...read, data: { ...read.data, bloomreach: { ...bloomreach, scenarios } }, scenarios: files }
}

/** A person that only one of the worlds has would differ in everything, which says nothing of the scenarios. */
function samePeople(read: ReadWorld, other: ReadWorld): ReadWorld {
  const { bloomreach } = read.data
  const customers = other.data.bloomreach?.customers
  if (bloomreach === undefined || customers === undefined) return read
  return { ...read, data: { ...read.data, bloomreach: { ...bloomreach, customers } } }
}
