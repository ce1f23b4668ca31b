// Every type of node on paper, by the name it has in a scenario. A new type is a file in `nodes/` and a line here; what
// it does is then missing in `scenario/nodes/index.ts`, which says so when it is compiled.
import { z } from 'zod'
import { abSplit } from './nodes/ab-split.ts'
import { addEvent } from './nodes/add-event.ts'
import { apiTrigger } from './nodes/api-trigger.ts'
import { condition } from './nodes/condition.ts'
import { email } from './nodes/email.ts'
import { limit } from './nodes/limit.ts'
import { notImported } from './nodes/not-imported.ts'
import { now } from './nodes/now.ts'
import { onDate } from './nodes/on-date.ts'
import { onDateAttribute } from './nodes/on-date-attribute.ts'
import { onEvent } from './nodes/on-event.ts'
import { push } from './nodes/push.ts'
import { repeat } from './nodes/repeat.ts'
import { segmentationFork } from './nodes/segmentation-fork.ts'
import { setAttribute } from './nodes/set-attribute.ts'
import { sms } from './nodes/sms.ts'
import { wait } from './nodes/wait.ts'
import { webhook } from './nodes/webhook.ts'
import type { ActionOnPaper, OnPaper, TriggerOnPaper } from './on-paper.ts'

export const NODES_ON_PAPER = {
  now,
  on_date: onDate,
  on_date_attribute: onDateAttribute,
  repeat,
  on_event: onEvent,
  api_trigger: apiTrigger,
  wait,
  condition,
  ab_split: abSplit,
  segmentation_fork: segmentationFork,
  set_attribute: setAttribute,
  add_event: addEvent,
  limit,
  webhook,
  email,
  sms,
  push,
  not_imported: notImported,
} as const

type OnPaperOf = typeof NODES_ON_PAPER
export type NodeType = keyof OnPaperOf
export type NodeOf<T extends NodeType> = { [K in T]: z.output<OnPaperOf[K]['schema']> }[T]
export type ScenarioNode = NodeOf<NodeType>

type InRole<Role> = { [T in NodeType]: OnPaperOf[T]['role'] extends Role ? T : never }[NodeType]
export type TriggerType = InRole<'trigger'>
export type ActionType = InRole<'action'>

type Schemas = OnPaperOf[NodeType]['schema']
const schemas = Object.values(NODES_ON_PAPER).map(({ schema }) => schema)

export const nodeSchema = z.discriminatedUnion('type', schemas as [Schemas, ...Schemas[]])

/** What the type of this node says of itself. */
export const onPaper = (node: ScenarioNode): OnPaper => NODES_ON_PAPER[node.type]
export const triggerOnPaper = (node: NodeOf<TriggerType>): TriggerOnPaper => NODES_ON_PAPER[node.type]
export const actionOnPaper = (node: NodeOf<ActionType>): ActionOnPaper => NODES_ON_PAPER[node.type]

/** What people read where its author gave it no name. */
export const calledName = (node: ScenarioNode): string => node.name ?? UNNAMED[node.type]

/** One text for all: it stands in events by the thousand. */
const UNNAMED = Object.fromEntries(
  Object.entries(NODES_ON_PAPER).map(([type, { called }]) => [type, `Unnamed ${called}`]),
) as Record<ScenarioNode['type'], string>

export const isTrigger = (node: ScenarioNode): node is NodeOf<TriggerType> => onPaper(node).role === 'trigger'
export const isWebhook = (node: ScenarioNode): node is NodeOf<'webhook'> => node.type === 'webhook'
export const isAction = (node: ScenarioNode): node is NodeOf<ActionType> => onPaper(node).role === 'action'
