// on-event-trigger, which becomes `on_event`.
import { z } from 'zod'
import { guessed, ignored, isEmpty, understood } from '../../columns.ts'
import { filterFromVendor, filterToVendor } from '../event-filter.ts'
import { isRefusal, nodeFormat, refuse } from '../node-format.ts'

const check = 'the trigger’s conditions on event properties'

export const onEventTrigger = nodeFormat({
  vendorType: 'on-event-trigger',
  type: 'on_event',
  grade: '[C] a saved node of a copied scenario; items of its filter: [D] exponea-android-sdk, event filters',
  isTrigger: true,
  shape: z.looseObject({
    delay_seconds: z.number().min(0).max(31_536_000).nullish(),
    event: z.looseObject({ type: z.string(), filter: z.array(z.unknown()).nullish() }),
  }),
  columns: {
    'event.type': understood('event'),
    'event.filter': value =>
      isEmpty(value)
        ? ignored('no condition')
        : guessed('filter: its items are read as those of the SDK’s event filters', check),
    delay_seconds: value =>
      value === 0 || value === null
        ? ignored('no delay')
        : guessed('delaySeconds: the customer enters so much later', 'whether the trigger has this delay'),
  },
  ports: () => new Map([[0, '']]),
  read({ event, delay_seconds: given }) {
    const delay = given ?? 0
    if (event.type === '') return refuse('no event was chosen')
    const filter = filterFromVendor(event.filter ?? [])
    if (isRefusal(filter)) return filter
    return {
      type: 'on_event',
      event: event.type,
      ...(filter.length === 0 ? {} : { filter }),
      ...(delay === 0 ? {} : { delaySeconds: delay }),
    }
  },
  write({ event, filter = [], delaySeconds = 0 }) {
    const items = filterToVendor(filter)
    return isRefusal(items) ? items : { delay_seconds: delaySeconds, event: { type: event, filter: items } }
  },
  defaults: { version: 1 },
})
