// Of codes: one for each advocate, and none made again by a retry.
import type { Fact } from '../findings/facts.ts'
import { factsOf, type Invariant, type Judgement } from './invariant.ts'

export const oneCodePerAdvocate: Invariant = {
  name: 'one-code-per-advocate',
  says: 'an advocate gets one code of a campaign',
  mend: 'No referral endpoint takes an Idempotency-Key: let the shop make the codes, and the scenario read them (GET /v1/customer_profiles/{id}/inventory?referrals=true).',
  judge(facts) {
    const codes = factsOf(facts, 'code')
    const byAdvocate = Map.groupBy(codes, ({ advocate, campaign }) => `${advocate} in campaign ${campaign}`)
    const broken = [...byAdvocate]
      .filter(([, all]) => all.length > 1)
      .map(([whose, all]) => ({ because: `${all.length} codes for ${whose}` }))
    return { isReached: codes.length > 0, broken }
  },
  remembers: facts =>
    new Set(factsOf(facts, 'code').map(({ advocate, campaign }) => `${campaign} ${advocate}`)),
}

export const noChangeTwice: Invariant = {
  name: 'no-change-twice',
  says: 'a retry changes nothing twice',
  mend: 'Send an Idempotency-Key that stays the same for every attempt, where the endpoint takes one.',
  judge: (facts): Judgement => {
    const calls = factsOf(facts, 'call')
    const byVisit = Map.groupBy(factsOf(facts, 'change'), ({ run, node, what }) => `${run} ${node} ${what}`)
    const broken = [...byVisit.values()].flatMap(changes => {
      const [first] = changes
      const attempts = new Set(changes.map(({ attempt }) => attempt))
      return first === undefined || attempts.size < 2
        ? []
        : [{ customer: first.customer, because: twice(first) }]
    })
    return { isReached: calls.some(({ attempt }) => attempt > 0), broken }
  },
  /** Of visits that may go on. */
  remembers(facts, ahead) {
    const ended = new Set(factsOf(facts, 'ended').map(({ run }) => run))
    return factsOf(facts, 'change').filter(({ run, node }) => ahead.has(node) && !ended.has(run))
  },
}

const twice = ({ what, node }: Extract<Fact, { kind: 'change' }>): string =>
  `${what} again by a retry of #${node.split('#')[1]}`
