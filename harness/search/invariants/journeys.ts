// Of ways through a scenario: each has an ending, and nobody's failure is another's.
import { each, factsOf, type Invariant } from './invariant.ts'

export const nobodyLost: Invariant = {
  name: 'nobody-lost',
  says: 'everybody who enters comes to an end',
  mend: 'Give every wait an end.',
  judge(facts) {
    const ended = new Set(factsOf(facts, 'ended').map(({ run }) => run))
    return each(factsOf(facts, 'entered'), ({ run }) => (ended.has(run) ? undefined : 'never came to an end'))
  },
  canRecover: true,
  remembers(facts) {
    const ended = new Set(factsOf(facts, 'ended').map(({ run }) => run))
    return factsOf(facts, 'entered').filter(({ run }) => !ended.has(run))
  },
}

export const nobodyStopped: Invariant = {
  name: 'nobody-stopped-by-another',
  says: "nobody's calls end because of another customer's",
  mend: 'Ask before the webhook for what it needs of the customer, such as a profile in Talon.One.',
  judge(facts, { customerName }) {
    const stops = factsOf(facts, 'stopped')
    const [first] = stops
    const stopped = factsOf(facts, 'ended').filter(({ because }) => because === 'stopped')
    const broken =
      first === undefined
        ? []
        : stopped.map(({ customer }) => ({
            customer,
            because: `stopped because ${customerName(first.customer)} was answered ${first.reason}`,
          }))
    return { isReached: factsOf(facts, 'call').length > 1, broken }
  },
  remembers: facts => [
    factsOf(facts, 'call').length > 0,
    factsOf(facts, 'stopped').length > 0,
    factsOf(facts, 'ended').some(({ because }) => because === 'stopped'),
  ],
}
