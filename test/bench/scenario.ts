// The engine alone: a large population through eight nodes with thirty days of waits, against a small one; what a
// waiting customer costs in memory; one customer's journey. Webhooks and mail answer at once.
import { fileURLToPath } from 'node:url'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import type { ScenarioInput } from '../../mocks/bloomreach/definition/definition.ts'
import { createBloomreach } from '../../mocks/bloomreach/index.ts'
import { createWorld } from '../../mocks/kit/world.ts'
import { type BenchTable, inItsOwnProcess, spread, spreadText } from './measure.ts'

const DAY = 86_400_000
const SMALL = 1_000
const LARGE = 100_000
const REPEATS = 5

const journey: ScenarioInput = {
  name: 'Thirty days',
  nodes: [
    { id: 1, type: 'now' },
    { id: 2, type: 'wait', period: '1 day' },
    {
      id: 3,
      type: 'webhook',
      method: 'GET',
      url: 'https://integration.talon.one/x?c={{ customer.n }}',
      response: 'json',
    },
    { id: 4, type: 'set_attribute', attributes: { code: '{{ webhook.code }}' } },
    { id: 5, type: 'wait', period: '9 days' },
    { id: 6, type: 'condition', if: { attributes: [{ property: 'n', operator: 'at least', value: 0 }] } },
    { id: 7, type: 'wait', period: '20 days' },
    { id: 8, type: 'push', title: 'Still yours: {{ customer.code }}' },
  ],
  connections: [1, 2, 3, 4, 5, 6, 7].map(id => [id, id + 1] as [number, number]),
}

function house(customers: number) {
  const world = createWorld({ clock: 'manual', journalCapacity: 10_000 })
  const bloomreach = createBloomreach({
    world,
    fetch: async () => new Response('{"code":"P8BN-4T5V"}'),
    mail: { send: async mail => ({ accepted: mail.to, rejected: [] }) },
    publicUrl: () => 'http://127.0.0.1:4400',
  })
  for (let n = 0; n < customers; n++) bloomreach.customers.upsert({ registered: `c${n}@example.com` }, { n })
  const { id } = bloomreach.scenarios.create(journey)
  return { world, bloomreach, id }
}

/**
 * Microseconds a customer, from the start to the last day: of the processor, all threads, so that what else runs on the
 * machine does not count.
 */
async function perCustomer(customers: number): Promise<number> {
  const { world, bloomreach, id } = house(customers)
  const before = process.cpuUsage()
  bloomreach.scenarios.start(id)
  await world.clock.advance(31 * DAY)
  const { user, system } = process.cpuUsage(before)
  const done = bloomreach.scenarios.evaluation(id).nodes.at(-1)?.succeeded
  if (done !== customers) throw new Error(`${done} of ${customers} customers came through`)
  return (user + system) / customers
}

/** Bytes that a customer needs who waits, beside those of the customer. */
async function waitingBytes(customers: number): Promise<number> {
  const { world, bloomreach, id } = house(customers)
  const before = usedBytes()
  bloomreach.scenarios.start(id)
  await world.clock.settle()
  const bytes = (usedBytes() - before) / customers
  if (bloomreach.scenarios.inside(id).length !== customers) throw new Error('not everyone waits')
  return bytes
}

function usedBytes(): number {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  for (let round = 0; round < 3; round++) collect()
  return process.memoryUsage().heapUsed
}

/** A population has a process to itself, as a user's has: a large one does not inherit the young heap of many small ones. */
const meanAlone = async (customers: number): Promise<number> =>
  Number(await inItsOwnProcess(fileURLToPath(import.meta.url), String(customers)))

/** As many customers in runs of any size, after as many to warm up. */
async function meanOf(customers: number): Promise<number> {
  const runs = LARGE / customers
  let sum = 0
  for (let run = -runs; run < runs; run++) {
    const micros = await perCustomer(customers)
    if (run >= 0) sum += micros
  }
  return sum / runs
}

export async function benchScenario(): Promise<BenchTable[]> {
  const small: number[] = []
  const large: number[] = []
  for (let round = 0; round < REPEATS; round++) {
    small.push(await meanAlone(SMALL))
    large.push(await meanAlone(LARGE))
  }
  const one: number[] = []
  await perCustomer(SMALL)
  for (let round = 0; round < REPEATS; round++) one.push((await perCustomer(1)) / 1_000)
  const ratios = large.map((value, index) => value / (small[index] ?? Number.NaN))
  const count = (value: number) => value.toLocaleString('en')
  return [
    {
      title: 'Eight nodes, thirty days of waits, without mail',
      columns: ['what', 'median (min to max)', 'promise'],
      rows: [
        [`processor microseconds a customer, ${count(SMALL)} customers`, spreadText(spread(small), 1), ''],
        [`processor microseconds a customer, ${count(LARGE)} customers`, spreadText(spread(large), 1), ''],
        ['ratio of the two', spreadText(spread(ratios)), 'within 15 %'],
        ['journey of one customer, milliseconds', spreadText(spread(one), 2), 'under 50'],
        [
          `bytes a waiting customer, ${count(LARGE)} waiting`,
          (await waitingBytes(LARGE)).toFixed(0),
          'under 2,000',
        ],
      ],
    },
  ]
}

if (process.argv[1]?.endsWith('bench/scenario.ts')) {
  const [customers] = process.argv.slice(2)
  const { tableText } = await import('./measure.ts')
  if (customers !== undefined) console.log(await meanOf(Number(customers)))
  else for (const table of await benchScenario()) console.log(tableText(table))
}
