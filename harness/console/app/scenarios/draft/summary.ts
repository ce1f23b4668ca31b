// What a node does, in a line: its own fields, the telling ones first. Pure.
import type { DraftNode } from './draft.ts'

type Says = (node: DraftNode) => string | undefined

const text = (value: unknown): string | undefined =>
  value === undefined || value === '' ? undefined : String(value)

const inside = (value: unknown, field: string): unknown =>
  (value as Readonly<Record<string, unknown>> | undefined)?.[field]

const waits: Says = ({ period, unit, until, event, timeout, silentHours, hours }) => {
  if (period !== undefined) return [text(period), text(unit)].filter(Boolean).join(' ')
  if (until !== undefined) return `until ${until}`
  if (event !== undefined) return `for ${inside(event, 'type')}, at most ${timeout ?? '…'}`
  if (silentHours !== undefined)
    return `silent ${inside(silentHours, 'from')} to ${inside(silentHours, 'to')}`
  return hours === undefined ? undefined : `${inside(hours, 'from')} to ${inside(hours, 'to')}`
}

const calls: Says = ({ method = 'GET', url, preset }) => {
  if (url === undefined || url === '') return text(preset) && `preset ${preset}`
  return `${method} ${String(url).replace(/^https?:\/\//, '')}`
}

const splits: Says = ({ variants }) =>
  Array.isArray(variants)
    ? variants.map(one => `${inside(one, 'name')} ${inside(one, 'share')}%`).join(' · ')
    : undefined

const valueText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))

const assigned = (attributes: unknown): string =>
  Object.entries((attributes ?? {}) as object)
    .map(([name, value]) => `${name} = ${valueText(value)}`)
    .join(', ')

/** The attributes that it compares; of other parts, which there are. */
function asks(condition: unknown): string {
  const { attributes, ...others } = (condition ?? {}) as Readonly<Record<string, unknown>>
  const compared = Array.isArray(attributes) ? attributes.map(one => text(inside(one, 'property'))) : []
  return [...compared, ...Object.keys(others)].filter(Boolean).join(' and ')
}

const SAYS: Readonly<Record<string, Says>> = {
  wait: waits,
  webhook: calls,
  ab_split: splits,
  email: ({ subject }) => text(subject),
  sms: ({ text: said }) => text(said),
  push: ({ title }) => text(title),
  on_event: ({ event }) => text(event),
  on_date: ({ at }) => text(at),
  on_date_attribute: ({ attribute }) => text(attribute),
  repeat: ({ every, at }) => [`every ${every ?? '…'}`, text(at)].filter(Boolean).join(' at '),
  add_event: ({ event }) => text(event),
  set_attribute: ({ attributes }) => text(assigned(attributes)),
  segmentation_fork: ({ segmentation }) => text(segmentation),
  limit: ({ customers, per }) => `${customers ?? '…'} customers${per === undefined ? '' : ` per ${per}`}`,
  condition: ({ if: condition }) => text(asks(condition)),
  not_imported: ({ vendorType }) => text(vendorType),
}

/** Empty where there is nothing to say yet. */
export const summaryOf = (node: DraftNode): string => SAYS[node.type]?.(node) ?? ''
