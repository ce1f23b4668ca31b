// The table of nodes: every type has its behaviour, or this does not compile.

import type { NodeOf, NodeType, ScenarioNode } from '../../definition/node-schemas.ts'
import type { House } from '../../house.ts'
import type { NodeHandler, Step, Visit } from '../../visit/step.ts'
import { visitAbSplit } from './ab-split.ts'
import { visitAddEvent } from './add-event.ts'
import { visitCondition } from './condition.ts'
import { visitEmail } from './email.ts'
import { visitLimit } from './limit.ts'
import { visitPush } from './push.ts'
import { visitSetAttribute } from './set-attribute.ts'
import { visitSms } from './sms.ts'
import { visitTrigger } from './trigger.ts'
import { visitWait } from './wait.ts'
import { visitWebhook } from './webhook.ts'

const NODES: { [T in NodeType]: NodeHandler<NodeOf<T>> } = {
  now: visitTrigger,
  on_date: visitTrigger,
  repeat: visitTrigger,
  on_event: visitTrigger,
  api_trigger: visitTrigger,
  wait: visitWait,
  condition: visitCondition,
  ab_split: visitAbSplit,
  set_attribute: visitSetAttribute,
  add_event: visitAddEvent,
  limit: visitLimit,
  webhook: visitWebhook,
  email: visitEmail,
  sms: visitSms,
  push: visitPush,
}

export function visitNode(node: ScenarioNode, visit: Visit, house: House): Step | Promise<Step> {
  const handler = NODES[node.type] as NodeHandler<ScenarioNode>
  return handler(node, visit, house)
}
