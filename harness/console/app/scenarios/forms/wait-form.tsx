// Wait: which of its ways, then that way's fields. [S] "A specific time period" is the tutorial's.
import { SelectField, TextField } from '../../kit/field.tsx'
import { NodeFields, type NodeFormProps } from './node-fields.tsx'
import { errorAt, useForm } from './node-form.tsx'

interface Way {
  label: string
  fields: readonly string[]
  begin: Readonly<Record<string, unknown>>
}

const WAYS: Readonly<Record<string, Way>> = {
  period: { label: 'A specific time period', fields: [], begin: { period: '1 hour' } },
  dynamic: {
    label: 'A dynamic time period',
    fields: ['period', 'unit'],
    begin: { period: '{{ 1 }}', unit: 'hours' },
  },
  until: { label: 'Until an instant', fields: ['until'], begin: { until: '' } },
  event: {
    label: 'Until an event',
    fields: ['event', 'timeout'],
    begin: { event: { type: '' }, timeout: '7 days' },
  },
  silentHours: {
    label: 'Until silent hours end',
    fields: ['silentHours'],
    begin: { silentHours: { from: '22:00', to: '08:00' } },
  },
  hours: {
    label: 'Until hours of the day begin',
    fields: ['hours'],
    begin: { hours: { from: '09:00', to: '17:00' } },
  },
}
const OF_ALL_WAYS = ['period', 'unit', 'until', 'event', 'timeout', 'silentHours', 'hours']

function wayOf(node: NodeFormProps['node']): string {
  if (node.unit !== undefined || String(node.period ?? '').includes('{{')) return 'dynamic'
  return Object.keys(WAYS).find(name => node[name] !== undefined) ?? 'period'
}

export function WaitForm(props: NodeFormProps) {
  const { node, schema, onChange } = props
  const way = wayOf(node)
  const choose = (next: string) =>
    onChange({ ...Object.fromEntries(OF_ALL_WAYS.map(name => [name, undefined])), ...WAYS[next]?.begin })
  return (
    <>
      <SelectField
        label="Wait for"
        value={way}
        onChange={choose}
        choices={Object.entries(WAYS).map(([value, { label }]) => ({ value, label }))}
      />
      {way === 'period' && <Period {...props} />}
      <NodeFields node={node} schema={schema} onChange={onChange} only={WAYS[way]?.fields ?? []} />
    </>
  )
}

const UNITS = ['second', 'minute', 'hour', 'day', 'week', 'month', 'year']

function Period({ node, onChange }: NodeFormProps) {
  const { findings } = useForm()
  const { count, unit } = periodOf(String(node.period ?? ''))
  const change = (next: string, by: string) => onChange({ period: textOf(next, by) })
  return (
    <div className="pair">
      <TextField
        label="Time period"
        inputMode="numeric"
        value={count}
        error={errorAt(findings, ['period'])}
        onChange={next => change(next, unit)}
      />
      <SelectField
        label="Unit"
        value={unit}
        onChange={next => change(count, next)}
        choices={UNITS.map(value => ({ value, label: `${value}s` }))}
      />
    </div>
  )
}

/** "1 minute" and "90s" as a count and a unit; what is written otherwise stays in the count. */
function periodOf(text: string): { count: string; unit: string } {
  const [, count = '', word = ''] = /^([\d.]*) *([a-z]*)$/i.exec(text.trim()) ?? [undefined, text]
  const unit = UNITS.find(one => word !== '' && (one === word.replace(/s$/, '') || one.charAt(0) === word))
  if (unit === undefined && word !== '') return { count: text, unit: 'minute' }
  return { count, unit: unit ?? 'minute' }
}

const textOf = (count: string, unit: string): string =>
  /^[\d.]*$/.test(count) ? `${count} ${unit}${count === '1' ? '' : 's'}` : count
