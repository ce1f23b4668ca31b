// Customers who came together to a webhook that sends for several at once: batches, and requests that are on their way
// side by side. They go out in waves; a wave is judged in the order of its customers once all its answers are there, so
// that the same run gives the same journal however long each answer took.
import { invariant } from '../../kit/invariant.ts'
import type { House } from '../house.ts'
import type { Step, Visit } from '../visit/step.ts'
import { closeCall, type Member, type Members, openCall, type Webhook } from './call.ts'
import { stepOfStopped } from './outcome.ts'

/** Whether its customers have to be gathered before anything is sent. */
export function sendsTogether(node: Webhook, house: House): boolean {
  return node.batch !== undefined || concurrencyOf(node, house) > 1
}

/** Answers each member's step, in their order. */
export async function sendGathered(
  node: Webhook,
  members: readonly Member[],
  house: House,
): Promise<{ visit: Visit; step: Step }[]> {
  const steps: { visit: Visit; step: Step }[] = []
  const keep = ({ visit }: Member, step: Step | undefined) => {
    invariant(step !== undefined, 'a call answers a step for each of its members')
    steps.push({ visit, step })
  }
  for (const wave of groupsOf(callsOf(node, members, house), concurrencyOf(node, house))) {
    // A stop of the wave before holds back every member of this one alike.
    const stopped = wave.flat().map(member => stepOfStopped(node, member.visit, house))
    if (stopped.some(step => step !== undefined)) {
      for (const [index, member] of wave.flat().entries()) keep(member, stopped[index])
      continue
    }
    const calls = wave.map(group => openCall(node, group, house))
    await Promise.all(calls.map(({ sent }) => ('reply' in sent ? sent.reply : undefined)))
    for (const call of calls) {
      for (const [index, step] of (await closeCall(call, house)).entries()) {
        keep(call.members[index] as Member, step)
      }
    }
  }
  return steps
}

/** [D] creating-api-endpoint-for-webhooks: concurrent requests can be set per webhook; throughput-policy: where. */
function concurrencyOf({ throughputPolicy: name }: Webhook, { settings, throughputPolicies }: House): number {
  const policy = name === undefined ? undefined : throughputPolicies.get(name)
  return policy?.concurrencyLimit ?? settings.webhookConcurrencyLimit
}

/** [D] batch-webhook-settings: the size of a batch is an upper bound, smaller batches may be sent. */
function callsOf(node: Webhook, members: readonly Member[], { settings, world }: House): Members[] {
  if (node.batch === undefined) return groupsOf(members, 1)
  const { size } = node.batch
  if (settings.webhookBatches === 'full') return groupsOf(members, size)
  const sizes = world.chance.once(`bloomreach/batch-sizes/${members[0]?.visit.run.id}`)
  const calls: Members[] = []
  for (let start = 0; start < members.length; ) {
    const [group] = groupsOf(members.slice(start, start + 1 + sizes.int(size)), size)
    if (group === undefined) break
    calls.push(group)
    start += group.length
  }
  return calls
}

function groupsOf<T>(items: readonly T[], size: number): [T, ...T[]][] {
  const groups: [T, ...T[]][] = []
  for (let start = 0; start < items.length; start += size) {
    groups.push(items.slice(start, start + size) as [T, ...T[]])
  }
  return groups
}
