// What every type of node is: on paper, when a customer comes by, in a test run and in the preview.

import type {
  ActionType,
  NODES_ON_PAPER,
  NodeOf,
  NodeType,
  TriggerType,
} from '../../definition/node-schemas.ts'
import type { House } from '../../house.ts'
import type { Refusal } from '../../visit/gate.ts'
import type { WebhookAnswer } from '../../visit/run.ts'
import type { NodeHandler, Step, Visit } from '../../visit/step.ts'
import type { Place } from '../../visit/template-context.ts'
import type { Member } from '../../webhook/call.ts'
import type { Arm } from './arming.ts'
import type { PreviewNode } from './flow.ts'

export type NodeKind<T extends NodeType> = OnPaper<T> &
  Node<T> &
  (T extends TriggerType ? Trigger<T> : unknown) &
  (T extends ActionType ? Action<T> : unknown)

type OnPaper<T extends NodeType> = Pick<(typeof NODES_ON_PAPER)[T], 'schema' | 'exits'>

interface Node<T extends NodeType> {
  /** What it does with a customer. */
  visit: NodeHandler<NodeOf<T>>
  /** What a test run shows of it; throws a template's error. */
  describe(node: NodeOf<T>, place: Place): Record<string, unknown>
  /** Which of those who come by it lets go on, and where. */
  preview: PreviewNode<NodeOf<T>>
  /** What the Test tab warns of when so many customers come by. */
  warnings(node: NodeOf<T>, customers: number): PreviewWarning[]
  /** What becomes of those who wait in it for each other, by a step that joins them. */
  together?: Together<NodeOf<T>>
}

interface Trigger<T extends NodeType> {
  /** How it is set when its scenario runs. */
  arms(node: NodeOf<T>): readonly Arm[]
}

interface Action<T extends NodeType> {
  /** Why the customer would get nothing. */
  refusal(node: NodeOf<T>, place: Place): Refusal | undefined
  /** What later templates read when a test run takes it to be answered with this. */
  answers(node: NodeOf<T>, data: unknown, house: House): WebhookAnswer[]
}

/** Answers each member's step, in their order. */
export type Together<N> = (
  node: N,
  members: readonly Member[],
  house: House,
) => Promise<{ visit: Visit; step: Step }[]>

export interface PreviewWarning {
  code: string
  node?: number
  message: string
}

export const NO_WARNINGS = (): PreviewWarning[] => []
export const NO_ANSWERS = (): WebhookAnswer[] => []
export const NOTHING_TO_SHOW = () => ({})
