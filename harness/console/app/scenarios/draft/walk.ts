// One customer's way through a scenario as a test run tells it: node after node, and where it is decided how they go on. Pure.
import type { Draft } from './draft.ts'

export interface Tested {
  id: number
  type: string
  reached: boolean
  leavesBy?: readonly string[] | undefined
}

/** The nodes that the customer comes by, in their order; a node to which several ways lead stands there once. */
export function walkOf(
  { connections }: Draft,
  tested: readonly Tested[],
  triggers: ReadonlySet<string>,
): number[] {
  const byId = new Map(tested.map(node => [node.id, node]))
  const walk: number[] = []
  const visit = (id: number): void => {
    const node = byId.get(id)
    if (node === undefined || !node.reached || walk.includes(id)) return
    walk.push(id)
    for (const [from, to, exit = ''] of connections)
      if (from === id && (node.leavesBy ?? []).includes(exit)) visit(to)
  }
  for (const { id, type } of tested) if (triggers.has(type)) visit(id)
  return walk
}

/** Where it is decided how a customer goes on. */
const DECIDES = new Set(['condition', 'ab_split', 'segmentation_fork', 'limit'])

export const isDecision = ({ type }: Pick<Tested, 'type'>): boolean => DECIDES.has(type)

/** The next place on the walk where something is decided; the end where there is none. */
export function nextDecision(walk: readonly number[], at: number, tested: readonly Tested[]): number {
  const next = walk.findIndex(
    (id, index) => index > at && tested.some(one => one.id === id && isDecision(one)),
  )
  return next === -1 ? walk.length - 1 : next
}
