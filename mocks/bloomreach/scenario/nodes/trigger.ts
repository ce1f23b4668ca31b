// A trigger lets its customers through: who enters, and when, is decided in `triggers.ts`.
import { instantOf } from '../../customers/operators/date-operators.ts'
import { matchesAll, propertyOf } from '../../customers/property-filter.ts'
import { NODES_ON_PAPER } from '../../definition/node-schemas.ts'
import { LEAVE, type Step } from '../../visit/step.ts'
import { allGoOn, thoseGoOn } from './flow.ts'
import { NOTHING_TO_SHOW, type NodeKind } from './node-kind.ts'

const LETS_THROUGH = { visit: (): Step => LEAVE, describe: NOTHING_TO_SHOW, preview: allGoOn }

export const nowNode: NodeKind<'now'> = { ...NODES_ON_PAPER.now, ...LETS_THROUGH }
export const onDateNode: NodeKind<'on_date'> = { ...NODES_ON_PAPER.on_date, ...LETS_THROUGH }
export const repeatNode: NodeKind<'repeat'> = { ...NODES_ON_PAPER.repeat, ...LETS_THROUGH }

/** Guess, for the preview: those who have a date. */
export const onDateAttributeNode: NodeKind<'on_date_attribute'> = {
  ...NODES_ON_PAPER.on_date_attribute,
  ...LETS_THROUGH,
  preview: thoseGoOn(
    ({ attribute }, { properties }) => instantOf(propertyOf(properties, attribute)) !== undefined,
  ),
}

/** Guess, for the preview: those who already had such an event. */
export const onEventNode: NodeKind<'on_event'> = {
  ...NODES_ON_PAPER.on_event,
  ...LETS_THROUGH,
  preview: thoseGoOn(({ event, filter }, { id }, { events, world }) =>
    events.of(id, event).some(({ properties }) => matchesAll(properties, filter, world.clock.now())),
  ),
}

/** Guess, for the preview: nobody. */
export const apiTriggerNode: NodeKind<'api_trigger'> = {
  ...NODES_ON_PAPER.api_trigger,
  ...LETS_THROUGH,
  preview: thoseGoOn(() => false),
}
