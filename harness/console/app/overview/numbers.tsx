// The numbers of a scenario, node by node: where nobody was there is nothing to count, and of very many nodes those that tell most.
import type { Evaluation } from '../../../control-api/scenarios/scenarios.ts'
import { Link } from '../kit/router.tsx'

type Evaluated = Evaluation['nodes'][number]

const COUNTS = ['entered', 'succeeded', 'failed', 'suppressed', 'waiting'] as const
const MOST = 8

interface Props {
  name: string
  /** Of the scenario. */
  path: string
  nodes: readonly Evaluated[]
}

export function Numbers({ name, path, nodes }: Props) {
  if (nodes.every(({ entered }) => entered === 0))
    return <p className="soft">Nobody has entered. {nodes.length} nodes.</p>
  const shown = telling(nodes)
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard. */}
      <section className="numbers-scroll" tabIndex={0} aria-label={`Numbers of ${name}`}>
        <table className="numbers">
          <thead>
            <tr>
              {['node', ...COUNTS].map(title => (
                <th key={title} scope="col">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map(node => (
              <Line key={node.id} node={node} />
            ))}
          </tbody>
        </table>
      </section>
      {shown.length < nodes.length && (
        <p>
          <Link to={`${path}?tab=evaluate`}>All {nodes.length} nodes</Link>
        </p>
      )}
    </>
  )
}

function Line({ node }: { node: Evaluated }) {
  return (
    <tr>
      <th scope="row">
        <span className="soft">#{node.id}</span> {node.name ?? node.type.replaceAll('_', ' ')}
      </th>
      {COUNTS.map(count => (
        <td key={count} className={node[count] === 0 ? 'soft' : count === 'failed' ? 'bad' : undefined}>
          {node[count]}
        </td>
      ))}
    </tr>
  )
}

/** Those where somebody failed, was held back or waits come before those that all went through; in their own order. */
function telling(nodes: readonly Evaluated[]): readonly Evaluated[] {
  if (nodes.length <= MOST) return nodes
  const stopped = nodes.filter(node => node.failed + node.suppressed + node.waiting > 0)
  const others = nodes.filter(node => !stopped.includes(node) && node.entered > 0)
  const chosen = new Set([...stopped, ...others].slice(0, MOST))
  return nodes.filter(node => chosen.has(node))
}
