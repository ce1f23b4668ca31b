// The Preview tab, which was called Test: how many would come by each node and connection, and one customer stepped through. Nothing
// is sent, and what is not saved is counted too.
import { useEffect, useMemo, useState } from 'react'
import type { Preview as Counted } from '../../../../control-api/scenarios/scenarios.ts'
import { client } from '../../kit/api.ts'
import { Problem } from '../../kit/problem.tsx'
import type { Drawing } from '../canvas/flow-graph.ts'
import { SeenCanvas } from '../canvas/seen-canvas.tsx'
import { sameConnection } from '../draft/draft.ts'
import { exitsOf, useEditor } from '../editor.tsx'
import { type Stepped, StepThrough } from './step-through.tsx'

export function Preview() {
  const { counted, error } = useCounted()
  const [stepped, setStepped] = useState<Stepped>()
  const drawing = useDrawing(counted, stepped)
  return (
    <div className="beside">
      <SeenCanvas drawing={drawing} />
      <aside className="side-panel" aria-label="Preview">
        <section className="card">
          <p className="affected">
            <strong>{counted?.affected ?? 0}</strong> affected{' '}
            {counted?.affected === 1 ? 'customer' : 'customers'}
          </p>
          <p className="soft">Nothing is sent. A customer counts once for each action that they meet.</p>
          {error !== undefined && <Problem error={error} />}
          {counted?.warnings.map(({ message }) => (
            <p key={message} className="told">
              {message}
            </p>
          ))}
        </section>
        <StepThrough onStep={setStepped} />
      </aside>
    </div>
  )
}

function useCounted(): { counted?: Counted; error?: unknown } {
  const { draft } = useEditor()
  const [answer, setAnswer] = useState<{ counted?: Counted; error?: unknown }>({})
  useEffect(() => {
    let isOver = false
    client.scenarios.previewUnsaved(draft).then(
      counted => isOver || setAnswer({ counted }),
      error => isOver || setAnswer({ error }),
    )
    return () => {
      isOver = true
    }
  }, [draft])
  return answer
}

function useDrawing(counted: Counted | undefined, stepped: Stepped | undefined): Drawing {
  const { nodeTypes, checked } = useEditor()
  return useMemo(() => {
    const at = new Map(counted?.nodes.map(({ id, customers }) => [id, customers]))
    return {
      titleOf: type => nodeTypes.get(type)?.title ?? type,
      roleOf: type => nodeTypes.get(type)?.role ?? 'operator',
      exitsOf: id => exitsOf({ checked }, id),
      findingsOf: () => [],
      overNode(id) {
        const value = at.get(id)
        return {
          ...(value === undefined
            ? {}
            : { counts: [{ label: value === 1 ? 'customer' : 'customers', value }] }),
          state: stateOf(stepped, id),
        }
      },
      countOn: connection =>
        counted?.connections.find(({ from, to, exit }) =>
          sameConnection(exit === undefined ? [from, to] : [from, to, exit], connection),
        )?.customers,
    }
  }, [nodeTypes, checked, counted, stepped])
}

function stateOf(stepped: Stepped | undefined, id: number): 'here' | 'passed' | 'off' | undefined {
  if (stepped === undefined) return undefined
  if (stepped.here === id) return 'here'
  return stepped.passed.includes(id) ? 'passed' : 'off'
}
