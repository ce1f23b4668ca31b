// Batch webhooks: customers who came together share one request, whose body is the root template over the texts that
// the customer template gave. [D] batch-webhook-settings.

import { invariant } from '../../kit/invariant.ts'
import type { House } from '../house.ts'
import type { NodeOf, ScenarioNode } from '../scenario/node-schemas.ts'
import type { Run } from '../scenario/run.ts'
import type { Step, Visit } from '../scenario/step.ts'
import { attempt, describeError, renderText } from '../template-context.ts'
import { detailsOf, stepAfter, stepOfStopped } from './outcome.ts'
import { buildRequest, type OutgoingRequest, specOf } from './request.ts'
import { judgeReply } from './response.ts'
import { sendRequest } from './send.ts'

export interface Batch {
  scenarioId: string
  members: { run: Run; text: string }[]
}

interface Member {
  run: Run
  visit: Visit
  text: string
}

type Batched = NodeOf<'webhook'> & { batch: NonNullable<NodeOf<'webhook'>['batch']> }

/** Sends as many requests as the batch size asks for; answers each member's step. */
export async function sendBatch(
  { members }: Batch,
  nodeOf: (run: Run) => ScenarioNode | undefined,
  visitOf: (run: Run) => Visit | undefined,
  house: House,
): Promise<{ run: Run; step: Step }[]> {
  const present: Member[] = members.flatMap(({ run, text }) => {
    const visit = visitOf(run)
    return visit === undefined ? [] : [{ run, visit, text }]
  })
  const [first] = present
  if (first === undefined) return []
  const node = nodeOf(first.run)
  invariant(node?.type === 'webhook' && node.batch !== undefined, 'a batch of another node')
  const batched = node as Batched
  const steps: { run: Run; step: Step }[] = []
  for (let start = 0; start < present.length; start += batched.batch.size) {
    steps.push(...(await sendOne(batched, present.slice(start, start + batched.batch.size), house)))
  }
  return steps
}

async function sendOne(node: Batched, members: Member[], house: House): Promise<{ run: Run; step: Step }[]> {
  const [first] = members
  if (first === undefined) return []
  const each = (stepOf: (member: Member) => Step) =>
    members.map(member => ({ run: member.run, step: stepOf(member) }))
  if (
    stepOfStopped(node, first.visit, {
      ...house,
      settings: { ...house.settings, webhookStoppedEvent: 'none' },
    })
  ) {
    return each(({ visit }) => stepOfStopped(node, visit, house) ?? { kind: 'failed', message: '' })
  }
  const place = { node, visit: first.visit, house, customers: members.map(({ text }) => text) }
  const spec = specOf(node, node.preset === undefined ? undefined : house.integrations.preset(node.preset))
  const body = attempt(() => renderText(node.batch.root, place))
  const built = body.ok
    ? buildRequest(spec, place, body.value)
    : { ok: false as const, message: describeError(body.error) }
  if (!built.ok) {
    const details = { url: spec.url, eventProperties: {} }
    return each(({ visit }) =>
      stepAfter({ kind: 'failed', message: built.message }, details, { node, visit, house }),
    )
  }
  const seq = first.visit.record('webhook-request', described(built.request, members.length))
  const reply = await sendRequest(built.request, house, seq)
  if (reply.kind === 'answered') first.visit.record('webhook-response', { status: reply.status })
  const verdict = judgeReply(reply, 'discard', house.settings)
  const details = detailsOf(built.request, {})
  return each(({ visit }) => stepAfter(verdict, details, { node, visit, house }))
}

const described = ({ method, url, withheld }: OutgoingRequest, customers: number) => ({
  method,
  url,
  customers,
  ...(withheld === undefined ? {} : { hint: withheld }),
})
