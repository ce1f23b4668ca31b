// What every type of node is: on paper, when a customer comes by, in a test run and in the preview.
import type { ActionType, NODES_ON_PAPER, NodeOf, NodeType } from '../../definition/node-schemas.ts'
import type { Refusal } from '../../visit/gate.ts'
import type { NodeHandler } from '../../visit/step.ts'
import type { Place } from '../../visit/template-context.ts'
import type { PreviewNode } from './flow.ts'

type OnPaper<T extends NodeType> = Pick<(typeof NODES_ON_PAPER)[T], 'schema' | 'exits'>

export type NodeKind<T extends NodeType> = OnPaper<T> & {
  /** What it does with a customer. */
  visit: NodeHandler<NodeOf<T>>
  /** What a test run shows of it; throws a template's error. */
  describe(node: NodeOf<T>, place: Place): Record<string, unknown>
  /** Which of those who come by it lets go on, and where. */
  preview: PreviewNode<NodeOf<T>>
} & (T extends ActionType
    ? {
        /** Why the customer would get nothing. */ refusal(node: NodeOf<T>, place: Place): Refusal | undefined
      }
    : unknown)

export const NOTHING_TO_SHOW = () => ({})
