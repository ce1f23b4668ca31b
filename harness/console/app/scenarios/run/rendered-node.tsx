// What a node would do for one customer, as a test run tells it.
import { instantText } from '../../kit/instant.tsx'
import { nodeOf } from '../draft/draft.ts'
import { exitLabel } from '../draft/exit-label.ts'
import { isDecision } from '../draft/walk.ts'
import { useEditor } from '../editor.tsx'
import { titleOf } from '../forms/json-schema.ts'
import type { Rendered } from '../forms/use-rendered.ts'
import { Refused } from './refused.tsx'
import { RenderedMail } from './rendered-mail.tsx'
import { RenderedRequest } from './rendered-request.tsx'

export function RenderedNode({ rendered }: { rendered: Rendered }) {
  const { draft, nodeTypes } = useEditor()
  const { id, type } = rendered
  const name = nodeOf(draft, id)?.name ?? nodeTypes.get(type)?.title ?? type
  return (
    <div className="stack">
      <h3>
        #{id} {name}
      </h3>
      {isDecision(rendered) && <Decided rendered={rendered} />}
      <Inside rendered={rendered} />
    </div>
  )
}

function Decided({ rendered: { type, leavesBy = [] } }: { rendered: Rendered }) {
  const exits = (leavesBy as string[]).map(exit => exitLabel(type, exit))
  return (
    <p className="told" data-tone="info">
      {exits.length === 0
        ? 'It is not decided: the customer goes no further.'
        : `Leaves by ${exits.join(', ')}.`}
    </p>
  )
}

function Inside({ rendered }: { rendered: Rendered }) {
  if (rendered.type === 'webhook') return <RenderedRequest rendered={rendered} />
  if (rendered.type === 'email') return <RenderedMail rendered={rendered} width={320} />
  return (
    <>
      <Refused rendered={rendered} />
      <Facts rendered={rendered} />
    </>
  )
}

const TOLD_ALREADY = ['id', 'type', 'reached', 'leavesBy', 'suppressed', 'error']

function Facts({ rendered }: { rendered: Rendered }) {
  const facts = Object.entries(rendered).filter(([name]) => !TOLD_ALREADY.includes(name))
  if (facts.length === 0) return null
  return (
    <dl className="facts">
      {facts.map(([name, value]) => (
        <div key={name} className="fact-row">
          <dt>{titleOf(name)}</dt>
          <dd>{textOf(name, value)}</dd>
        </div>
      ))}
    </dl>
  )
}

function textOf(name: string, value: unknown): string {
  if (name === 'until' && typeof value === 'number') return instantText(new Date(value).toISOString())
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
