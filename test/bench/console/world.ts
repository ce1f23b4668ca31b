// What the console shows in its bench: 10,000 customers of the tutorial, and a scenario of a hundred nodes beside it.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ScenarioDefinition } from '../../../harness/index.ts'
import { codeNode, halvesNode, mailNode, scenario, shop } from '../../support/shop.ts'

export const CUSTOMERS = 10_000
export const CROWDED = 'Referral code by email'
export const LARGE = 'A hundred nodes'

const TEXT = 'Hello {{ customer.first_name | title }}, your referral code: {{ webhook.code }}'
/** A split, and two ways of four nodes. */
const OF_A_PART = 9

type Nodes = ScenarioDefinition['nodes']
type Connections = NonNullable<ScenarioDefinition['connections']>

/** A trigger and eleven parts, each behind a way of the one before it. */
function large(): ScenarioDefinition {
  const nodes: Nodes = [{ id: 1, type: 'now' }]
  const connections: Connections = []
  for (let part = 0; part < 11; part++) {
    const split = nodes.length + 1
    connections.push([part === 0 ? 1 : split - 1, split])
    nodes.push(halvesNode(split, 'A', 'B'), ...way(split + 1), ...way(split + 5))
    for (const [exit, first] of [['A', split + 1] as const, ['B', split + 5] as const])
      connections.push(
        [split, first, exit],
        [first, first + 1],
        [first + 1, first + 2],
        [first + 2, first + 3],
      )
  }
  if (nodes.length !== 1 + 11 * OF_A_PART) throw new Error(`The scenario has ${nodes.length} nodes.`)
  return scenario(LARGE, nodes, connections)
}

const way = (first: number): Nodes => [
  { id: first, type: 'wait', period: '1 day' },
  codeNode(first + 1),
  mailNode(first + 2, 'Your referral code', TEXT),
  { id: first + 3, type: 'set_attribute', attributes: { reached: String(first) } },
]

const crowded = (): ScenarioDefinition =>
  scenario(CROWDED, [
    { id: 1, type: 'now' },
    { id: 2, type: 'wait', period: '1 minute' },
    codeNode(3),
    mailNode(4, 'Your referral code', TEXT),
  ])

export interface WorldFile extends AsyncDisposable {
  path: string
}

/** With as many people; none of its scenarios is started. */
export async function worldFile(customers: number): Promise<WorldFile> {
  const folder = await mkdtemp(join(tmpdir(), 'console-bench-'))
  const path = join(folder, 'world.json')
  const world = shop({
    people: Array.from({ length: customers }, (_, index) => `customer-${index}`),
    scenarios: [crowded(), large()],
  })
  for (const one of world.bloomreach?.scenarios ?? []) if (typeof one === 'object') one.start = false
  await writeFile(path, JSON.stringify(world))
  return { path, [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) }
}
