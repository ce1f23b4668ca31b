// What is wrong with a world is said before it starts, on stderr; what can never work of what is to start keeps it from starting.
import { readFile } from 'node:fs/promises'
import { SandboxError } from '../../../mocks/kit/sandbox-error.ts'
import type { WorldFindings } from '../../check/check-world.ts'
import { type Finding, lineOf } from '../../check/finding.ts'
import type { Config } from '../../config.ts'
import { openWorld } from '../../life.ts'
import { type ReadWorld, readWorld, TUTORIAL_WORLD } from '../../world/definition.ts'
import { shortPath } from '../../world/file.ts'
import { styleOf } from '../output/style.ts'
import type { Terminal } from '../terminal.ts'

type Asked = Pick<Config, 'world' | 'strict' | 'noCheck'>

export interface Checked {
  /** The world, for the start. */
  read: ReadWorld
  findings: Finding[]
}

/** Answers what it has printed; throws SandboxError `invalid-world` when the world may not start. */
export async function checkBeforeStart(
  { world = TUTORIAL_WORLD, strict, noCheck }: Asked,
  { env, err, complain }: Terminal,
): Promise<Checked> {
  const read = await readWorld(world)
  if (noCheck || read.begins !== undefined) return { read, findings: [] }
  const { findings, toStart } = await findingsOf(read, world)
  const style = styleOf(err, env)
  for (const finding of findings) {
    const line = lineOf(finding)
    complain(finding.severity === 'error' ? style.failure(line) : line)
  }
  const fatal = strict ? findings : toStart.filter(({ severity }) => severity === 'error')
  if (fatal.length > 0) throw refusal(fatal, strict)
  return { read, findings }
}

/**
 * On a world that is thrown away. What it cannot even load, the start itself refuses in one sentence. The judges are read in here:
 * a start without a check has no need of them.
 */
async function findingsOf(read: ReadWorld, file: string): Promise<WorldFindings> {
  const [{ inOrder }, { seeThrough, worldFindings }, { keyFindings }] = await Promise.all([
    import('../../check/check-file.ts'),
    import('../../check/check-world.ts'),
    import('../../check/keys.ts'),
  ])
  const life = await openWorld(seeThrough(firstCustomers(read)))
  try {
    const { findings, toStart } = await worldFindings(read, life)
    const keys = await keyFindings(await readFile(file, 'utf8'), shortPath(file))
    return { findings: inOrder([...findings, ...keys]), toStart }
  } finally {
    life.world.clock.stop()
  }
}

/** As many as a check looks at: a start does not load a million customers twice. */
const MOST_CUSTOMERS = 1_000

function firstCustomers(read: ReadWorld): ReadWorld {
  const { bloomreach } = read.data
  if (bloomreach === undefined || bloomreach.customers.length <= MOST_CUSTOMERS) return read
  const customers = bloomreach.customers.slice(0, MOST_CUSTOMERS)
  return { ...read, data: { ...read.data, bloomreach: { ...bloomreach, customers } } }
}

function refusal(fatal: readonly Finding[], strict: boolean): SandboxError {
  const count = `${fatal.length} ${fatal.length === 1 ? 'finding' : 'findings'}`
  const reason = strict ? `--strict refuses ${count}` : `what is to start has ${count} that can never work`
  return new SandboxError('invalid-world', `Cannot start: ${reason}, listed above.`, {
    remedy: `Correct what they name, or start with --no-check${strict ? ' or without --strict' : ''}.`,
  })
}
