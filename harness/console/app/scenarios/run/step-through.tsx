// One customer stepped through: node by node or to the next decision, with what each would send.
import { useEffect, useMemo, useState } from 'react'
import { client } from '../../kit/api.ts'
import { Problem } from '../../kit/problem.tsx'
import { useDoing } from '../../kit/queries.ts'
import { assumedAnswers } from '../draft/assumed-answers.ts'
import { nextDecision, walkOf } from '../draft/walk.ts'
import { useEditor } from '../editor.tsx'
import { CustomerField } from '../forms/customer-field.tsx'
import type { Rendered } from '../forms/use-rendered.ts'
import { RenderedNode } from './rendered-node.tsx'

export interface Stepped {
  here: number
  passed: readonly number[]
}

export function StepThrough({ onStep }: { onStep: (stepped: Stepped | undefined) => void }) {
  const { draft, names, nodeTypes, checked } = useEditor()
  const [customer, setCustomer] = useState(names.customers[0] ?? '')
  const [tested, setTested] = useState<Rendered[]>()
  const [at, setAt] = useState(0)
  const run = useDoing(
    () => client.scenarios.testUnsaved(draft, { customer, responses: assumedAnswers(draft, checked.nodes) }),
    {
      problems: 'form',
      after({ nodes }) {
        setTested(nodes)
        setAt(0)
      },
    },
  )
  const walk = useMemo(() => {
    const triggers = [...nodeTypes.values()].filter(({ role }) => role === 'trigger')
    return walkOf(draft, tested ?? [], new Set(triggers.map(({ type }) => type)))
  }, [draft, tested, nodeTypes])
  const here = walk[at]
  useEffect(() => {
    onStep(here === undefined ? undefined : { here, passed: walk.slice(0, at) })
  }, [here, walk, at, onStep])
  const node = tested?.find(({ id }) => id === here)
  const isLast = at >= walk.length - 1
  return (
    <section className="card form" aria-label="Step through">
      <h2>Step one customer through</h2>
      <p className="soft">What a webhook would answer is not known before: its fields stand in brackets.</p>
      <CustomerField value={customer} onChange={setCustomer} />
      <div className="row">
        <button type="button" className="button" disabled={customer === ''} onClick={() => run.mutate()}>
          {tested === undefined ? 'Begin' : 'Begin again'}
        </button>
        {tested !== undefined && (
          <>
            <button type="button" className="button" disabled={at === 0} onClick={() => setAt(at - 1)}>
              Back
            </button>
            <button type="button" className="button primary" disabled={isLast} onClick={() => setAt(at + 1)}>
              Step
            </button>
            <button
              type="button"
              className="button"
              disabled={isLast}
              onClick={() => setAt(nextDecision(walk, at, tested))}
            >
              To the next decision
            </button>
          </>
        )}
      </div>
      {run.error !== null && <Problem error={run.error} />}
      <div aria-live="polite">
        {node !== undefined && <RenderedNode rendered={node} />}
        {node !== undefined && isLast && <p className="soft">The way ends here.</p>}
        {tested !== undefined && node === undefined && (
          <p className="soft">This customer does not enter: no trigger lets them in.</p>
        )}
      </div>
    </section>
  )
}
