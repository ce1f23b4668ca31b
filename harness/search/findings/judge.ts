// A run's verdict: what each invariant says of its facts.

import { isOwn, judgeOwn } from '../invariants/define-invariant.ts'
import type { Broken, Expected, Invariant } from '../invariants/invariant.ts'
import type { Ahead } from '../schedules/ahead.ts'
import type { Branch } from '../schedules/branch.ts'
import type { Fact } from './facts.ts'

export type State = 'held' | 'broken' | 'never-reached'

export interface Verdict {
  readonly state: State
  readonly broken: readonly Broken[]
}

/** By the invariant's name. */
export type Verdicts = ReadonlyMap<string, Verdict>

export interface Judge {
  /** Of the run that a branch has come to the end of. */
  verdicts(branch: Branch): Verdicts
  /** What has to be known of a run so far, so that two that are known alike are judged alike. */
  memory(branch: Branch, ahead: Ahead): unknown
}

export function createJudge(invariants: readonly Invariant[], branch: Branch): Judge {
  const expected: Expected = {
    showsCode: nodesThatShowCodes(branch),
    customerName: id => branch.customerName(id),
  }
  return {
    verdicts: ended => judged(invariants, ended, expected),
    memory: (run, ahead) => invariants.map(one => memoryOf(one, { facts: run.facts(), expected, ahead })),
  }
}

function memoryOf(
  invariant: Invariant,
  { facts, expected, ahead }: { facts: readonly Fact[]; expected: Expected; ahead: Ahead },
): unknown {
  if (invariant.remembers === undefined) return facts
  const { isReached, broken } = invariant.judge(facts, expected)
  if (broken.length > 0 && invariant.canRecover !== true) return 'broken'
  return [isReached, invariant.remembers(facts, ahead)]
}

function judged(invariants: readonly Invariant[], branch: Branch, expected: Expected): Verdicts {
  const facts = branch.facts()
  return new Map(
    invariants.map(invariant => {
      const { isReached, broken } = isOwn(invariant)
        ? judgeOwn(invariant, branch)
        : invariant.judge(facts, expected)
      const state: State = broken.length > 0 ? 'broken' : isReached ? 'held' : 'never-reached'
      return [invariant.name, { state, broken }]
    }),
  )
}

/** Those whose templates print what a webhook answered under the name of a code. */
function nodesThatShowCodes({ live: { bloomreach } }: Branch): (node: string) => boolean {
  const shown = new Set(
    bloomreach.scenarios.list().flatMap(({ id }) =>
      bloomreach.scenarios
        .get(id)
        .nodes.filter(node => node.type === 'email' && printsCode(JSON.stringify(node)))
        .map(node => `${id}#${node.id}`),
    ),
  )
  return node => shown.has(node)
}

/** `{{ webhook.code }}`, `{{ webhooks[0].code }}`, `{{ customer.referral_code }}`. */
const printsCode = (texts: string): boolean =>
  texts
    .split('{{')
    .slice(1)
    .some(rest => /\bcode\b|_code\b/.test(rest.split('}}')[0] ?? ''))
