// Add event: tracks an event on the customer. [D] testing-scenarios: it starts other scenarios only with "Allow
// scenario triggering", and may carry a custom timestamp.
import { isUnixSeconds, msToUnixSeconds } from '../../../kit/time/duration.ts'
import { NODES_ON_PAPER, type NodeOf } from '../../definition/node-schemas.ts'
import type { House } from '../../house.ts'
import { LEAVE, type Step, type Visit } from '../../visit/step.ts'
import { attempt, describeError, renderText } from '../../visit/template-context.ts'
import { allGoOn } from './flow.ts'
import { NO_WARNINGS, type NodeKind } from './node-kind.ts'
import { renderAttributes } from './rendered-attributes.ts'

export const addEventNode: NodeKind<'add_event'> = {
  ...NODES_ON_PAPER.add_event,
  visit: visitAddEvent,
  describe: (node, place) => ({ event: node.event, attributes: renderAttributes(node.attributes, place) }),
  preview: allGoOn,
  warnings: NO_WARNINGS,
}

function visitAddEvent(node: NodeOf<'add_event'>, visit: Visit, house: House): Step {
  const place = { node, visit, house }
  const now = msToUnixSeconds(house.world.clock.now())
  const rendered = attempt(() => ({
    properties: renderAttributes(node.attributes, place),
    timestamp: node.timestamp === undefined ? now : secondsOf(renderText(node.timestamp, place)),
  }))
  if (!rendered.ok) return { kind: 'failed', message: describeError(rendered.error) }
  const { properties, timestamp } = rendered.value
  if (!isUnixSeconds(timestamp))
    return { kind: 'failed', message: 'The custom timestamp is not in Unix seconds.' }
  const entry = visit.record('event-added', { type: node.event, timestamp })
  house.events.track({
    customer: visit.customer,
    type: node.event,
    timestamp,
    properties,
    entry,
    triggersScenarios: node.allowScenarioTriggering,
  })
  return LEAVE
}

const secondsOf = (text: string): number =>
  /^\s*-?\d+(\.\d+)?([eE][+-]?\d+)?\s*$/.test(text) ? Number(text) : Number.NaN
