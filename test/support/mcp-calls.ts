// One good call of every tool, in an order in which each finds what it needs; what a call answered helps the next ones along.
import { clipboardOf, mail, onEvent, wait, wire } from './clipboard.ts'
import type { Assistant, Told } from './mcp.ts'

type Input = (known: Record<string, string>) => Record<string, unknown>

const CLIPBOARD = clipboardOf(
  [onEvent(1), wait(2, { count: 1, units: 'hours', count_template: '' }), mail(3)],
  [wire(1, 0, 2), wire(2, 1, 3)],
)

const NEW_SCENARIO = {
  name: 'Rehearsed',
  nodes: [
    { id: 1, type: 'now' },
    { id: 2, type: 'email', subject: 'Hello', html: '<p>Hello {{ customer.first_name }}</p>' },
  ],
  connections: [[1, 2]],
}

/** A call, and what of its answer is known from then on. */
const CALLS: readonly [name: string, input: Input, learns?: (told: Told) => Record<string, string>][] = [
  ['start', () => ({ seed: 'other' }), ({ data }) => ({ tutorial: data.scenarios[0].id })],
  ['list_worlds', () => ({})],
  ['checkpoint', () => ({ name: 'before' })],
  ['preview_scenario', ({ tutorial }) => ({ scenario_id: tutorial })],
  ['start_scenario', ({ tutorial }) => ({ scenario_id: tutorial })],
  ['advance', () => ({ by: '1m' })],
  ['evaluate_scenario', ({ tutorial }) => ({ scenario_id: tutorial })],
  ['timeline', () => ({ customer: 'ada@example.com' })],
  ['journal', () => ({ kind: 'email' })],
  ['search_mails', () => ({ query: 'to:ada@example.com' }), ({ data }) => ({ mail: data.mails[0].id })],
  ['read_mail', ({ mail }) => ({ id: mail })],
  ['explain', ({ mail }) => ({ id: mail })],
  ['changes', () => ({ since: 'before' })],
  ['plan_fault', () => ({ operation: 'cep/createReferral', first: 1, answer: { status: 429 } })],
  ['faults', () => ({})],
  ['clear_faults', () => ({})],
  ['fault_search', () => ({ budget: 20 })],
  ['check', () => ({})],
  ['fork', () => ({ seed: 'third' }), ({ data }) => ({ fork: data.world })],
  ['end_world', ({ fork }) => ({ world: fork })],
  ['search_scenarios', ({ tutorial }) => ({ ids: [tutorial] })],
  ['search_scenario_nodes', ({ tutorial }) => ({ scenario_id: tutorial, type: 'email' })],
  ['create_scenario', () => ({ scenario: NEW_SCENARIO }), ({ data }) => ({ own: data.id })],
  ['update_scenario', ({ own }) => ({ scenario_id: own, scenario: { ...NEW_SCENARIO, name: 'Again' } })],
  ['update_scenario_node', ({ own }) => ({ scenario_id: own, node_id: 2, changes: { subject: 'Dear' } })],
  ['preview_clone_scenario', ({ tutorial }) => ({ scenario_id: tutorial })],
  ['clone_scenario', ({ tutorial }) => ({ scenario_id: tutorial })],
  ['export_scenario', ({ own }) => ({ scenario_id: own })],
  ['stop_scenario', ({ tutorial }) => ({ scenario_id: tutorial })],
  ['delete_scenario', ({ own }) => ({ scenario_id: own })],
  ['get_consent_settings', () => ({})],
  ['get_frequency_policies', () => ({})],
  ['search_integrations', () => ({})],
  ['list_voucher_pools', () => ({})],
  ['get_customer_schema', () => ({})],
  ['get_customer_property_schema', () => ({})],
  ['get_event_schema', () => ({})],
  ['list_customers', () => ({})],
  ['get_customer_properties', () => ({ customer: 'ada@example.com' })],
  ['get_customer_attribute_values', () => ({ property: 'email' })],
  ['list_customer_events', () => ({ customer: 'ada@example.com' })],
  [
    'track_event',
    () => ({ registered: 'new@example.com', attributes: { first_name: 'New' }, type: 'friend_invited' }),
  ],
  ['rewind', () => ({ to: 'before' })],
  ['import_files', () => ({ files: [{ name: 'invite.json', text: JSON.stringify(CLIPBOARD) }] })],
]

export const CALLED: readonly string[] = CALLS.map(([name]) => name)

/** Every tool once; `world` goes along where the connection keeps no session. */
export async function everyCall(
  { call }: Pick<Assistant, 'call'>,
  world?: string,
): Promise<{ name: string; told: Told }[]> {
  const known: Record<string, string> = {}
  const answers: { name: string; told: Told }[] = []
  let here = world
  for (const [name, input, learns] of CALLS) {
    const own = here === undefined || name === 'start' ? {} : { world: here }
    const told = await call(name, { ...own, ...input(known) })
    if (told.success) Object.assign(known, learns?.(told))
    if (name === 'start' && world !== undefined) here = told.data?.world
    answers.push({ name, told })
  }
  return answers
}
