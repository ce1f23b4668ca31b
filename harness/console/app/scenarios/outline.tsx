// The scenario as a list: the same nodes and connections for the keyboard, screen readers and small windows.
import { Card } from '../kit/page.tsx'
import { type DraftNode, leaving, withoutConnections } from './draft/draft.ts'
import { without } from './draft/edited.ts'
import { summaryOf } from './draft/summary.ts'
import { findingsOf, useEditor } from './editor.tsx'

export function Outline({ onConnect }: { onConnect: (id: number) => void }) {
  const { draft } = useEditor()
  if (draft.nodes.length === 0) return null
  return (
    <Card title="As a list">
      <ol className="outline">
        {draft.nodes.map(node => (
          <Line key={node.id} node={node} onConnect={() => onConnect(node.id)} />
        ))}
      </ol>
    </Card>
  )
}

function Line({ node, onConnect }: { node: DraftNode; onConnect: () => void }) {
  const editor = useEditor()
  const { dispatch, nodeTypes, open } = editor
  const title = node.name ?? nodeTypes.get(node.type)?.title ?? node.type
  const count = findingsOf(editor, node.id).length
  const called = `${title} #${node.id}`
  return (
    <li className="outline-node">
      <div className="outline-said">
        <strong>
          #{node.id} {title}
        </strong>{' '}
        <span className="soft">{summaryOf(node)}</span>
        {count > 0 && <span className="bad"> {count} to look at</span>}
        <Ways id={node.id} />
      </div>
      <div className="row">
        <button
          type="button"
          className="button small quiet"
          aria-label={`Edit ${called}`}
          onClick={() => open(node.id)}
        >
          Edit
        </button>
        <button
          type="button"
          className="button small quiet"
          aria-label={`Connect ${called}`}
          onClick={onConnect}
        >
          Connect
        </button>
        <button
          type="button"
          className="button small quiet"
          aria-label={`Delete ${called}`}
          onClick={() => dispatch({ do: now => without(now, new Set([node.id])) })}
        >
          Delete
        </button>
      </div>
    </li>
  )
}

function Ways({ id }: { id: number }) {
  const { draft, dispatch } = useEditor()
  const ways = leaving(draft, id)
  if (ways.length === 0) return null
  return (
    <ul className="ways">
      {ways.map(way => {
        const [, to, exit = ''] = way
        return (
          <li key={`${to} ${exit}`}>
            {exit === '' ? 'to' : `${exit} to`} #{to}{' '}
            <button
              type="button"
              className="link-button"
              aria-label={`Remove the connection from #${id}${exit === '' ? '' : ` by ${exit}`} to #${to}`}
              onClick={() =>
                dispatch({ do: now => ({ ...now, draft: withoutConnections(now.draft, [way]) }) })
              }
            >
              remove
            </button>
          </li>
        )
      })}
    </ul>
  )
}
