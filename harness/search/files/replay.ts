// A counterexample as a file, and the run of it: the proof that something is broken, and later that it is mended.
import { z } from 'zod'
import { SandboxError } from '../../../mocks/kit/sandbox-error.ts'
import { readWorld, TUTORIAL_WORLD, type WorldDefinition } from '../../world/definition.ts'
import type { Replay } from '../findings/finding.ts'
import type { State } from '../findings/judge.ts'
import { INVARIANTS } from '../invariants/index.ts'
import type { Invariant } from '../invariants/invariant.ts'
import { onlyCustomers } from '../schedules/population.ts'
import { rehearse } from '../schedules/rehearse.ts'
import { variedWorld } from '../schedules/variations.ts'
import { readOwnFile } from './read-own-file.ts'

const choices = z.array(z.strictObject({ at: z.string().min(1), fault: z.string().min(1) }))

const replaySchema = z.strictObject({
  format: z.literal(1),
  world: z.string(),
  seed: z.string(),
  scenario: z.string().optional(),
  invariant: z.string(),
  because: z.string(),
  schedule: choices,
  case: z.int().min(1).optional(),
  customers: z.array(z.string()),
  timeline: z.array(z.string()),
})

/** Throws SandboxError `invalid-replay`. */
export async function readReplay(path: string): Promise<Replay> {
  const {
    scenario,
    case: number,
    ...rest
  } = await readOwnFile(path, replaySchema, {
    otherwise: 'is none',
    refused,
  })
  return {
    ...rest,
    ...(scenario === undefined ? {} : { scenario }),
    ...(number === undefined ? {} : { case: number }),
  }
}

const refused = (reason: string): SandboxError =>
  new SandboxError('invalid-replay', `Cannot replay: ${reason}.`, {
    remedy: 'Give it a file that "referral-sandbox search" has written.',
  })

export interface ReplayOptions {
  /** The path of a world file, or the world itself; the tutorial's otherwise. */
  world?: string | WorldDefinition
  /** What happens, in this order. */
  schedule: readonly { at: string; fault: string }[]
  /** The only scenario that starts; all that are marked otherwise. */
  scenario?: string
  seed?: string
  /** A seeded case of the world, as `search` numbers them. */
  case?: number
  /** Who takes part, by name; everybody otherwise. */
  customers?: readonly string[]
  /** Invariants of your own, beside those of the house. */
  invariants?: readonly Invariant[]
}

export interface Replayed {
  /** By the invariant's name. */
  states: Record<string, State>
  /** What happened, a line each. */
  timeline: readonly string[]
  /** What of the schedule the run never came to. */
  missed: readonly { at: string; fault: string }[]
}

/**
 * Runs a journey with these disturbances, in a world of its own without ports.
 *
 * ```ts
 * const { states } = await replay({ schedule: [{ at: 'webhook #3 of ada@example.com', fault: 'lost-answer' }] })
 * expect(states['one-code-per-advocate']).not.toBe('broken')
 * ```
 */
export async function replay({ schedule, ...options }: ReplayOptions): Promise<Replayed> {
  const { scenario, seed = 'tutorial', invariants = [] } = options
  const whole = await readWorld(options.world ?? TUTORIAL_WORLD)
  const varied = variedWorld(whole, { seed, number: options.case ?? 0 })
  const read = options.customers === undefined ? varied : onlyCustomers(varied, options.customers)
  const { verdicts, timeline, missed } = await rehearse({ read, seed, scenario }, schedule, [
    ...INVARIANTS,
    ...invariants,
  ])
  const states = Object.fromEntries([...verdicts].map(([name, { state }]) => [name, state]))
  return { states, timeline, missed }
}
