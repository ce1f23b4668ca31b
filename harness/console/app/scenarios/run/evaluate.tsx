// The Evaluate tab: live numbers on the nodes, failures by their message, and the customers behind a number.
import { useMemo } from 'react'
import type { Evaluation } from '../../../../control-api/scenarios/scenarios.ts'
import { client } from '../../kit/api.ts'
import { Empty } from '../../kit/empty.tsx'
import { Loaded } from '../../kit/loaded.tsx'
import { useAsked } from '../../kit/queries.ts'
import { useSearch } from '../../kit/router.tsx'
import type { Count, Drawing } from '../canvas/flow-graph.ts'
import { SeenCanvas } from '../canvas/seen-canvas.tsx'
import { exitsOf, useEditor } from '../editor.tsx'
import { BehindNumber, type Outcome } from './behind-number.tsx'

type Evaluated = Evaluation['nodes'][number]

export function Evaluate({ id, unsaved }: { id: string; unsaved: boolean }) {
  const asked = useAsked(['scenarios', 'evaluation', id], () => client.scenarios.evaluation(id))
  const [search, change] = useSearch()
  const show = (node: number, outcome: Outcome) => change({ node: String(node), outcome })
  const drawing = useDrawing(asked.data?.nodes, show)
  const [node, outcome] = [search.get('node'), search.get('outcome')]
  return (
    <div className="beside">
      <SeenCanvas drawing={drawing} />
      <aside className="side-panel" aria-label="Evaluation">
        {unsaved && (
          <p className="told">The numbers are of the saved version; what is not saved counts nobody.</p>
        )}
        <Loaded of={asked}>{({ nodes }) => <Failures nodes={nodes} onShow={show} />}</Loaded>
        {node !== null && outcome !== null && (
          <BehindNumber
            id={id}
            node={Number(node)}
            outcome={outcome as Outcome}
            onClose={() => change({ node: undefined, outcome: undefined })}
          />
        )}
      </aside>
    </div>
  )
}

interface FailuresProps {
  nodes: readonly Evaluated[]
  onShow: (node: number, outcome: Outcome) => void
}

function Failures({ nodes, onShow }: FailuresProps) {
  const missed = nodes.filter(({ messages }) => messages.length > 0)
  if (nodes.every(({ entered }) => entered === 0))
    return (
      <section className="card">
        <Empty title="Nobody has entered yet.">
          Start the scenario, or let time pass until a trigger fires.
        </Empty>
      </section>
    )
  return (
    <section className="card" aria-label="Failures by message">
      <h2>Failures by message</h2>
      {missed.length === 0 && <p className="soft">Nobody failed or was held back.</p>}
      <ul className="findings">
        {missed.flatMap(({ id, failed, messages }) =>
          messages.map(({ message, count }) => (
            <li key={`${id} ${message}`} data-tone="bad">
              <button
                type="button"
                className="link-button"
                onClick={() => onShow(id, failed > 0 ? 'failed' : 'suppressed')}
              >
                #{id}: {count}
              </button>
              <span>{message}</span>
            </li>
          )),
        )}
      </ul>
    </section>
  )
}

const SHOWN: readonly [Outcome, Count['tone']][] = [
  ['entered', undefined],
  ['waiting', 'warn'],
  ['failed', 'bad'],
  ['suppressed', 'warn'],
]

function useDrawing(
  nodes: readonly Evaluated[] | undefined,
  show: (node: number, outcome: Outcome) => void,
): Drawing {
  const { nodeTypes, checked } = useEditor()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the setter of the address is another one each time and does the same.
  return useMemo(() => {
    const byId = new Map(nodes?.map(node => [node.id, node]))
    return {
      titleOf: type => nodeTypes.get(type)?.title ?? type,
      roleOf: type => nodeTypes.get(type)?.role ?? 'operator',
      exitsOf: id => exitsOf({ checked }, id),
      findingsOf: () => [],
      overNode(id) {
        const node = byId.get(id)
        return node === undefined ? {} : { counts: countsOf(node, show) }
      },
      countOn: ([from, , exit = '']) => byId.get(from)?.exits[exit],
    }
  }, [nodes, nodeTypes, checked])
}

function countsOf(node: Evaluated, show: (node: number, outcome: Outcome) => void): Count[] {
  return SHOWN.filter(([outcome]) => outcome === 'entered' || node[outcome] > 0).map(([outcome, tone]) => ({
    label: outcome,
    value: node[outcome],
    tone,
    onOpen: node[outcome] === 0 ? undefined : () => show(node.id, outcome),
  }))
}
