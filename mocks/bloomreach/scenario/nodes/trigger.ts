// A trigger lets its customers through. Each says how it is set; who enters then is decided in `triggers.ts`.
import { parseInstant } from '../../../kit/time/duration.ts'
import { instantOf } from '../../customers/operators/date-operators.ts'
import { matchesAll, propertyOf } from '../../customers/property-filter.ts'
import { NODES_ON_PAPER, type NodeOf } from '../../definition/node-schemas.ts'
import { LEAVE, type Step } from '../../visit/step.ts'
import { isTheirDay } from '../date-attribute.ts'
import type { Arm } from './arming.ts'
import { allGoOn, thoseGoOn } from './flow.ts'
import { NO_WARNINGS, NOTHING_TO_SHOW, type NodeKind } from './node-kind.ts'

const LETS_THROUGH = {
  visit: (): Step => LEAVE,
  describe: NOTHING_TO_SHOW,
  preview: allGoOn,
  warnings: NO_WARNINGS,
}

export const nowNode: NodeKind<'now'> = {
  ...NODES_ON_PAPER.now,
  ...LETS_THROUGH,
  arms: () => [{ kind: 'at-start' }],
}

export const onDateNode: NodeKind<'on_date'> = {
  ...NODES_ON_PAPER.on_date,
  ...LETS_THROUGH,
  arms: ({ at }) => [{ kind: 'at', dueAt: parseInstant(at) ?? 0 }],
}

export const repeatNode: NodeKind<'repeat'> = {
  ...NODES_ON_PAPER.repeat,
  ...LETS_THROUGH,
  arms: node => [{ kind: 'repeatedly', schedule: node }],
}

/** Guess, for the preview: those who have a date. */
export const onDateAttributeNode: NodeKind<'on_date_attribute'> = {
  ...NODES_ON_PAPER.on_date_attribute,
  ...LETS_THROUGH,
  arms: armsOfDateAttribute,
  preview: thoseGoOn(
    ({ attribute }, { properties }) => instantOf(propertyOf(properties, attribute)) !== undefined,
  ),
}

/** Guess, for the preview: those who already had such an event. */
export const onEventNode: NodeKind<'on_event'> = {
  ...NODES_ON_PAPER.on_event,
  ...LETS_THROUGH,
  arms: () => [{ kind: 'on-event' }],
  preview: thoseGoOn(({ event, filter }, { id }, { events, world }) =>
    events.of(id, event).some(({ properties }) => matchesAll(properties, filter, world.clock.now())),
  ),
}

/** Guess, for the preview: nobody. */
export const apiTriggerNode: NodeKind<'api_trigger'> = {
  ...NODES_ON_PAPER.api_trigger,
  ...LETS_THROUGH,
  arms: () => [{ kind: 'on-call' }],
  preview: thoseGoOn(() => false),
}

/** Every day, at each of the times, those whose date it is. */
function armsOfDateAttribute(node: NodeOf<'on_date_attribute'>): Arm[] {
  const { attribute, times, timeZone } = node
  return times.map(at => ({
    kind: 'repeatedly',
    schedule: { every: 'day', at, timeZone },
    whom: ({ properties }, now) => isTheirDay(node, propertyOf(properties, attribute), now),
  }))
}
