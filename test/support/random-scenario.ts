// Random scenarios for the model test: a tree of up to 30 nodes in which every exit leads to at most one node, so that a
// customer is always in one place. Ends are actions, as the findings ask for.
import fc from 'fast-check'
import type { ScenarioInput } from '../../mocks/bloomreach/definition/definition.ts'
import { TALON_ONE } from './scenarios.ts'

type Node = ScenarioInput['nodes'][number]
type WithoutId<T> = T extends unknown ? Omit<T, 'id'> : never
type Shape = WithoutId<Node>

const trigger = fc.constantFrom<Shape>(
  { type: 'now' },
  { type: 'on_event', event: 'go' },
  { type: 'on_event', event: 'go', delaySeconds: 90 },
  {
    type: 'on_date_attribute',
    attribute: 'born',
    repeat: 'monthly',
    times: ['08:00'],
    timeZone: 'Europe/Bratislava',
  },
  { type: 'repeat', every: 'day', at: '02:30', timeZone: 'Europe/Bratislava' },
  { type: 'on_date', at: '2026-03-29T10:00:00Z' },
  { type: 'api_trigger' },
)

const wait = fc.oneof(
  fc.integer({ min: 1, max: 4_000 }).map((count): Shape => ({ type: 'wait', period: `${count} minutes` })),
  fc
    .integer({ min: -1, max: 60 })
    .map((count): Shape => ({ type: 'wait', period: `{{ customer.n + ${count} }}`, unit: 'hours' })),
  fc.constant<Shape>({
    type: 'wait',
    silentHours: { from: '20:00', to: '08:00', timeZone: 'Europe/Bratislava' },
  }),
  fc.constant<Shape>({ type: 'wait', hours: { from: '08:00', to: '20:00', timeZone: 'Europe/Bratislava' } }),
)

const through = fc.oneof(
  wait,
  fc.constantFrom<Shape>(
    { type: 'set_attribute', attributes: { n: '{{ customer.n + 1 }}' } },
    { type: 'add_event', event: 'noted', attributes: {} },
    { type: 'add_event', event: 'go', attributes: {} },
    { type: 'webhook', method: 'GET', url: `${TALON_ONE}?n={{ customer.n }}`, response: 'json' },
    {
      type: 'webhook',
      method: 'POST',
      url: TALON_ONE,
      batch: { root: '[{{ customers | join(",") }}]', customer: '{{ customer.n }}', size: 2 },
    },
    { type: 'email', subject: 'x', html: '{{ customer.n }}', consentCategory: 'newsletter' },
    { type: 'sms', text: 'x' },
    { type: 'push', title: 'x' },
  ),
)

const branching = fc.oneof(
  fc.integer({ min: 0, max: 6 }).map(
    (value): Shape => ({
      type: 'condition',
      if: { attributes: [{ property: 'n', operator: 'less than', value }] },
    }),
  ),
  fc.constant<Shape>({
    type: 'ab_split',
    variants: [
      { name: 'then', share: 60 },
      { name: 'else', share: 40 },
    ],
  }),
  fc.constant<Shape>({ type: 'segmentation_fork', segmentation: 'Number', segments: ['then'] }),
  fc.integer({ min: 0, max: 6 }).map((customers): Shape => ({ type: 'limit', customers })),
  fc.constant<Shape>({ type: 'wait', event: { type: 'go' }, timeout: '1 day' }),
)

type Exit = string | undefined

const EXITS: Partial<Record<Shape['type'], Exit[]>> = {
  condition: [undefined, 'else'],
  limit: [undefined, 'else'],
  ab_split: ['then', 'else'],
  segmentation_fork: ['then', 'else'],
}

const exitsOf = (shape: Shape): Exit[] =>
  shape.type === 'wait' && 'event' in shape ? [undefined, 'timeout'] : (EXITS[shape.type] ?? [undefined])

const isEnd = ({ type }: Shape): boolean =>
  !['wait', 'condition', 'limit', 'ab_split', 'segmentation_fork'].includes(type)

const shape = fc.oneof({ weight: 3, arbitrary: through }, { weight: 2, arbitrary: branching })
const choice = fc.record({ shape, parent: fc.nat({ max: 1_000 }) })

/** Of how many nodes. */
export const LARGEST = 30

/** Each node hangs on an exit that is still free, so a tree grows; whatever leads nowhere gets an action. */
export const randomScenario: fc.Arbitrary<ScenarioInput> = fc
  .tuple(
    fc.array(trigger, { minLength: 1, maxLength: 2 }),
    fc.array(choice, { minLength: 1, maxLength: LARGEST, size: 'max' }),
  )
  .map(([triggers, choices]) => {
    const nodes: Node[] = triggers.map((triggered, index) => ({ ...triggered, id: index + 1 }) as Node)
    const connections: NonNullable<ScenarioInput['connections']> = []
    const free: [number, Exit][] = []
    const add = (grown: Shape, place?: [number, Exit]): number => {
      const id = nodes.length + 1
      nodes.push({ ...grown, id } as Node)
      if (place !== undefined) connections.push(connectionOf(place, id))
      for (const exit of exitsOf(grown)) free.push([id, exit])
      return id
    }
    const [root, ...others] = choices
    const first = add(root?.shape ?? { type: 'push', title: 'x' })
    for (const [index] of triggers.entries()) connections.push([index + 1, first])
    const loose = () =>
      nodes.filter(node => !isEnd(node) && node.id > triggers.length && !leads(connections, node.id)).length
    for (const { shape: grown, parent } of others) {
      // The new node may need an action behind it, as every loose end does.
      if (nodes.length + loose() + 2 > LARGEST) break
      add(grown, free.splice(parent % free.length, 1)[0])
    }
    for (const node of [...nodes.slice(triggers.length)]) {
      if (isEnd(node) || leads(connections, node.id)) continue
      add(
        { type: 'push', title: 'end' },
        free.splice(
          free.findIndex(([id]) => id === node.id),
          1,
        )[0],
      )
    }
    return { name: 'Random', nodes, connections }
  })

const leads = (connections: NonNullable<ScenarioInput['connections']>, id: number): boolean =>
  connections.some(([from]) => from === id)

const connectionOf = (
  [from, exit]: [number, Exit],
  to: number,
): NonNullable<ScenarioInput['connections']>[number] => (exit === undefined ? [from, to] : [from, to, exit])
