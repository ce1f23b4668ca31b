// Which exchange explains a step that failed: the one that led to it.
import type { Journal } from '../../mocks/kit/journal.ts'

interface Step {
  readonly kind: string
  readonly causedBy?: number | undefined
}

/** From an answer to its request it is one step; a mail may read what a webhook long before it was answered. */
const stepsBack = ({ kind }: Step): number => (kind === 'bloomreach.undefined-printed' ? 30 : 3)

const REQUESTS = new Set(['bloomreach.webhook-request', 'talon-one.request', 'bloomreach.request'])

/** The seq of its request. */
export function explainingRequest(failed: Step, at: (seq: number) => Step | undefined): number | undefined {
  let step: Step | undefined = failed
  for (let steps = stepsBack(failed); steps > 0 && step?.causedBy !== undefined; steps--) {
    const seq: number = step.causedBy
    step = at(seq)
    if (step !== undefined && REQUESTS.has(step.kind)) return seq
  }
  return undefined
}

/** What happened as a reader of the journal: each exchange explains once. */
export function explainOnce(journal: Journal): (failed: Step) => number | undefined {
  const told = new Set<number>()
  return failed => {
    const seq = explainingRequest(failed, at => journal.get(at))
    if (seq === undefined || told.has(seq)) return undefined
    told.add(seq)
    return seq
  }
}
