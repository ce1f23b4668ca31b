// The arguments of `search`, read: everything wrong is one SandboxError before anything runs.
import { parseArgs } from 'node:util'
import { nearestName } from '../../../mocks/kit/nearest-name.ts'
import { SandboxError } from '../../../mocks/kit/sandbox-error.ts'
import { type Config, readConfig } from '../../config.ts'
import type { Runner } from '../../search/files/test-text.ts'
import type { Shard } from '../../search/schedules/explore.ts'
import { argumentReason } from '../argument-reason.ts'

const FLAGS = {
  world: { type: 'string' },
  seed: { type: 'string' },
  junit: { type: 'string' },
  report: { type: 'string' },
} as const
const OWN = {
  json: { type: 'boolean' },
  scenario: { type: 'string' },
  faults: { type: 'string' },
  invariants: { type: 'string' },
  depth: { type: 'string', default: '2' },
  customers: { type: 'string', default: '4' },
  cases: { type: 'string', default: '8' },
  budget: { type: 'string' },
  out: { type: 'string' },
  test: { type: 'string', default: 'vitest' },
  sarif: { type: 'string' },
  replay: { type: 'string' },
  shard: { type: 'string' },
} as const

export interface SearchArguments {
  config: Config
  scenario: string | undefined
  faults: string | undefined
  invariants: string | undefined
  depth: number
  customers: number
  /** Seeded cases that are run beside. */
  cases: number
  budget: string | undefined
  /** Where replays and tests are written. */
  out: string | undefined
  test: Runner
  sarif: string | undefined
  replay: string | undefined
  shard: Shard | undefined
  /** Files to merge, instead of a search. */
  merge: readonly string[] | undefined
}

export function readArguments(args: readonly string[], env: NodeJS.ProcessEnv): SearchArguments {
  const { values, positionals } = parsed(args)
  const {
    json,
    scenario,
    faults,
    invariants,
    depth,
    customers,
    cases,
    budget,
    out,
    test,
    sarif,
    replay,
    ...others
  } = values
  const { shard, ...flags } = others
  const [verb, ...merge] = positionals
  if (verb !== undefined && verb !== 'merge') throw refusal(`${JSON.stringify(verb)} is not "merge"`)
  const given = Object.entries(flags).flatMap(([flag, value]) => [`--${flag}`, String(value)])
  if (test !== 'vitest' && test !== 'node')
    throw refusal(`--test is ${JSON.stringify(test)}, not vitest or node`)
  return {
    config: readConfig([...given, ...(json ? ['--json'] : [])], env),
    scenario,
    faults,
    invariants,
    depth: countOf('depth', depth),
    customers: countOf('customers', customers),
    cases: cases === '0' ? 0 : countOf('cases', cases),
    budget,
    out,
    test,
    sarif,
    replay,
    shard: shardOf(shard),
    merge: verb === undefined ? undefined : merge,
  }
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: { ...FLAGS, ...OWN }, allowPositionals: true })
  } catch (cause) {
    const reason = argumentReason(cause)
    const unknown = /^Unknown option '--?([^']+)'/.exec(reason)?.[1]
    const near = unknown === undefined ? undefined : nearestName(unknown, Object.keys({ ...FLAGS, ...OWN }))
    throw refusal(reason, near === undefined ? undefined : `Did you mean --${near}?`)
  }
}

/** "3/16" */
function shardOf(text: string | undefined): Shard | undefined {
  if (text === undefined) return undefined
  const [index = 0, count = 0, ...more] = text.split('/').map(Number)
  const isOne = Number.isInteger(index) && Number.isInteger(count) && index >= 1 && index <= count
  if (!isOne || more.length > 0) throw refusal(`--shard is ${JSON.stringify(text)}, not a part such as 3/16`)
  return { index, count }
}

function countOf(flag: string, text: string): number {
  const count = Number(text)
  if (Number.isInteger(count) && count >= 1 && count <= 1_000) return count
  throw refusal(`--${flag} is ${JSON.stringify(text)}, not a whole number from 1 on`)
}

const refusal = (
  reason: string,
  remedy = 'Write for example: referral-sandbox search --world my.world.yaml --faults lost-answer,timeout.',
) => new SandboxError('invalid-option', `Cannot search: ${reason}.`, { remedy })
