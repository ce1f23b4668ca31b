// What must always hold: each says what it needs to have happened, and judges a whole run by its facts.
import type { Fact } from '../findings/facts.ts'
import type { Ahead } from '../schedules/ahead.ts'

/** What is known of a scenario beside a run. */
export interface Expected {
  /** Nodes whose mails are to show a code. */
  showsCode(node: string): boolean
  customerName(id: string): string
}

export interface Broken {
  customer?: string
  because: string
}

export interface Judgement {
  /** What it needs to have happened, did. */
  isReached: boolean
  broken: readonly Broken[]
}

export interface Invariant {
  readonly name: string
  /** As a sentence. */
  readonly says: string
  /** Broken in the middle of a run, it may hold at its end. Without this, what is broken stays so. */
  readonly canRecover?: true
  /** What usually mends it. */
  readonly mend?: string
  judge(facts: readonly Fact[], expected: Expected): Judgement
  /**
   * What it still has to know of the run so far, while it holds and beside whether it is reached: nothing that is judged by one fact
   * alone. Without this, all facts.
   */
  remembers?(facts: readonly Fact[], ahead: Ahead): unknown
}

/** Each fact is judged by itself, and those that are over are of no account. */
export const remembersNothing = (): undefined => undefined

export const factsOf = <K extends Fact['kind']>(facts: readonly Fact[], kind: K) =>
  facts.filter((fact): fact is Extract<Fact, { kind: K }> => fact.kind === kind)

/** Judged by some of the facts: reached where there is one, broken by each for which `because` has a reason. */
export function each<F extends Fact & { customer: string }>(
  those: readonly F[],
  because: (fact: F) => string | undefined,
): Judgement {
  const broken = those.flatMap(fact => {
    const reason = because(fact)
    return reason === undefined ? [] : [{ customer: fact.customer, because: reason }]
  })
  return { isReached: those.length > 0, broken }
}
