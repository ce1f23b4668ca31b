// A node on the canvas: what it is and does, what is counted on it, and where its connections begin and end.
import { Handle, type NodeProps, Position } from '@xyflow/react'
import { memo } from 'react'
import { IconAlert } from '../../kit/icons.tsx'
import type { DraftNode } from '../draft/draft.ts'
import { exitLabel } from '../draft/exit-label.ts'
import { summaryOf } from '../draft/summary.ts'
import type { CardNode, Count } from './flow-graph.ts'
import { NodeIcon } from './node-icon.tsx'

/** Of a node that says no more of itself. */
const ROLES: Readonly<Record<string, string>> = { trigger: 'Trigger', operator: 'Operator', action: 'Action' }

export const NodeCard = memo(({ data }: NodeProps<CardNode>) => {
  const { node, title, role, exits, findings, over } = data
  const summary = summaryOf(node)
  return (
    <div className="node" data-role={role} data-state={over.state}>
      {role !== 'trigger' && (
        <Handle type="target" position={Position.Left} role="button" aria-label={`Input of #${node.id}`} />
      )}
      <div className="node-body">
        <span className="node-icon">
          <NodeIcon type={node.type} />
        </span>
        <span className="node-said">
          <span className="node-title">{node.name ?? title}</span>
          <span className="node-about">
            {summary === '' ? (node.name === undefined ? ROLES[role] : title) : summary}
          </span>
        </span>
        <span className="node-number">#{node.id}</span>
      </div>
      <Findings findings={findings} />
      {over.counts !== undefined && <Counts counts={over.counts} />}
      <Exits node={node} exits={exits} />
    </div>
  )
})

function Exits({ node: { id, type }, exits }: { node: DraftNode; exits: readonly string[] }) {
  return exits.map((exit, index) => {
    const top = `${((index + 1) / (exits.length + 1)) * 100}%`
    const name =
      exits.length === 1 && exit === '' ? `Output of #${id}` : `Output ${exitLabel(type, exit)} of #${id}`
    return (
      <Handle
        key={exit}
        id={exit}
        type="source"
        position={Position.Right}
        style={{ top }}
        role="button"
        aria-label={name}
      >
        {exits.length > 1 && (
          <span className="exit-name" aria-hidden="true">
            {exitLabel(type, exit)}
          </span>
        )}
      </Handle>
    )
  })
}

function Findings({ findings }: { findings: readonly { severity: string }[] }) {
  if (findings.length === 0) return null
  const isWrong = findings.some(({ severity }) => severity === 'error')
  const label = `${findings.length} ${isWrong ? 'to mend' : 'to look at'}`
  return (
    <span className="node-findings" data-tone={isWrong ? 'bad' : 'warn'} title={label}>
      <IconAlert />
      <span className="hidden">{label}</span>
    </span>
  )
}

function Counts({ counts }: { counts: readonly Count[] }) {
  return (
    <div className="node-counts nodrag">
      {counts.map(({ label, value, tone, onOpen }) =>
        onOpen === undefined ? (
          <span key={label} className="count" data-tone={tone}>
            <strong>{value}</strong> {label}
          </span>
        ) : (
          <button key={label} type="button" className="count" data-tone={tone} onClick={onOpen}>
            <strong>{value}</strong> {label}
          </button>
        ),
      )}
    </div>
  )
}
