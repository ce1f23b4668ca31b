// An invariant of a project's own, over the story of a run and the state of both vendors.

import type { Bloomreach } from '../../../mocks/bloomreach/index.ts'
import type { Entry } from '../../../mocks/kit/journal.ts'
import { SandboxError } from '../../../mocks/kit/sandbox-error.ts'
import type { TalonOne } from '../../../mocks/talon-one/index.ts'
import type { Branch } from '../schedules/branch.ts'
import type { Invariant } from './invariant.ts'

/** A run that has come to its end. */
export interface Run {
  /** Every entry of the journal, in order; `kind` says what happened. */
  readonly timeline: readonly Entry[]
  /** How a customer is called, by the internal id. */
  nameOf(customer: string): string
  readonly talonOne: TalonOne
  readonly bloomreach: Bloomreach
}

export interface OwnInvariant {
  /** In words with hyphens, as "reminder-after-three-days". */
  name: string
  /** Whether what it is about has happened at all; without it, always. */
  when?: (run: Run) => boolean
  /** True while it holds; otherwise false, or what is wrong as a sentence. */
  holds: (run: Run) => boolean | string
}

/** Of a project: it reads the run, not the facts. */
export interface DefinedInvariant extends Invariant {
  readonly own: OwnInvariant
}

/**
 * For `search --invariants FILE`: what a project demands of every run.
 *
 * ```ts
 * export const noCodeForStaff = defineInvariant({
 *   name: 'no-code-for-staff',
 *   when: run => run.timeline.some(({ kind }) => kind === 'talon-one.referral-created'),
 *   holds: run => [...run.talonOne.referrals.all()].every(({ advocateProfileIntegrationId: who }) => !who.endsWith('@shop.example')),
 * })
 * ```
 */
export function defineInvariant(own: OwnInvariant): DefinedInvariant {
  return {
    name: own.name,
    says: own.name.replaceAll('-', ' '),
    own,
    judge: () => ({ isReached: false, broken: [] }),
  }
}

export const isOwn = (invariant: Invariant): invariant is DefinedInvariant => 'own' in invariant

/** Throws SandboxError `invariant-failed` when the invariant itself throws. */
export function judgeOwn({ name, own }: DefinedInvariant, branch: Branch): ReturnType<Invariant['judge']> {
  const { world, talonOne, bloomreach } = branch.live
  const timeline = world.journal.read({ limit: Number.POSITIVE_INFINITY })
  const run: Run = { timeline, nameOf: id => branch.customerName(id), talonOne, bloomreach }
  try {
    const isReached = own.when?.(run) ?? true
    const verdict = isReached ? own.holds(run) : true
    const because = verdict === false ? 'it does not hold' : verdict
    return { isReached, broken: because === true ? [] : [{ because }] }
  } catch (cause) {
    const problem = `Cannot judge by the invariant ${JSON.stringify(name)}: it throws ${(cause as Error).message}.`
    throw new SandboxError('invariant-failed', problem, { remedy: 'Mend the invariant.', cause })
  }
}
