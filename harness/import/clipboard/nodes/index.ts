// The types of nodes whose form is public, by the vendor's name. A new one is a file here and a line.
import type { NodeFormat } from '../node-format.ts'
import { abSplit } from './ab-split.ts'
import { abSplitContextual } from './ab-split-contextual.ts'
import { condition } from './condition.ts'
import { limit } from './limit.ts'
import { onDateAttributeTrigger } from './on-date-attribute-trigger.ts'
import { onEventTrigger } from './on-event-trigger.ts'
import { repeatedTrigger } from './repeated-trigger.ts'
import { segmentationFork } from './segmentation-fork.ts'
import { sendEmailAction } from './send-email-action.ts'
import { waitAction } from './wait-action.ts'

const FORMATS: readonly NodeFormat[] = [
  onEventTrigger,
  repeatedTrigger,
  onDateAttributeTrigger,
  sendEmailAction,
  waitAction,
  condition,
  limit,
  abSplit,
  abSplitContextual,
  segmentationFork,
]

export const NODE_FORMATS: ReadonlyMap<string, NodeFormat> = new Map(
  FORMATS.map(format => [format.vendorType, format]),
)

/** The first of those that become this type: the one that a node made here is written as. */
export const formatOf = (type: string): NodeFormat | undefined => FORMATS.find(format => format.type === type)
