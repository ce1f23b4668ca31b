// The table of nodes: every type is all of `NodeKind`, or this does not compile.

import type {
  ActionType,
  NodeOf,
  NodeType,
  ScenarioNode,
  TriggerType,
} from '../../definition/node-schemas.ts'
import type { House } from '../../house.ts'
import type { Refusal } from '../../visit/gate.ts'
import type { WebhookAnswer } from '../../visit/run.ts'
import type { NodeHandler } from '../../visit/step.ts'
import type { Place } from '../../visit/template-context.ts'
import { abSplitNode } from './ab-split.ts'
import { addEventNode } from './add-event.ts'
import type { Arm } from './arming.ts'
import { conditionNode } from './condition.ts'
import { emailNode } from './email.ts'
import type { PreviewNode } from './flow.ts'
import { limitNode } from './limit.ts'
import type { NodeKind, PreviewWarning, Together } from './node-kind.ts'
import { notImportedNode } from './not-imported.ts'
import { pushNode } from './push.ts'
import { segmentationForkNode } from './segmentation-fork.ts'
import { setAttributeNode } from './set-attribute.ts'
import { smsNode } from './sms.ts'
import {
  apiTriggerNode,
  nowNode,
  onDateAttributeNode,
  onDateNode,
  onEventNode,
  repeatNode,
} from './trigger.ts'
import { waitNode } from './wait.ts'
import { webhookNode } from './webhook.ts'

const NODES: { [T in NodeType]: NodeKind<T> } = {
  now: nowNode,
  on_date: onDateNode,
  on_date_attribute: onDateAttributeNode,
  repeat: repeatNode,
  on_event: onEventNode,
  api_trigger: apiTriggerNode,
  wait: waitNode,
  condition: conditionNode,
  ab_split: abSplitNode,
  segmentation_fork: segmentationForkNode,
  set_attribute: setAttributeNode,
  add_event: addEventNode,
  limit: limitNode,
  webhook: webhookNode,
  email: emailNode,
  sms: smsNode,
  push: pushNode,
  not_imported: notImportedNode,
}

/** The members of the node's own type, for any node. */
interface AnyKind {
  visit: NodeHandler<ScenarioNode>
  describe(node: ScenarioNode, place: Place): Record<string, unknown>
  preview: PreviewNode<ScenarioNode>
  warnings(node: ScenarioNode, customers: number): PreviewWarning[]
  together?: Together<ScenarioNode>
}

export const kindOf = ({ type }: ScenarioNode): AnyKind => NODES[type] as AnyKind

interface AnyTrigger {
  arms(node: ScenarioNode): readonly Arm[]
}

export const triggerKindOf = ({ type }: NodeOf<TriggerType>): AnyTrigger => NODES[type] as AnyTrigger

interface AnyAction {
  refusal(node: ScenarioNode, place: Place): Refusal | undefined
  answers(node: ScenarioNode, data: unknown, house: House): WebhookAnswer[]
}

export const actionKindOf = ({ type }: NodeOf<ActionType>): AnyAction => NODES[type] as AnyAction
