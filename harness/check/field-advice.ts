// What goes wrong in scenarios that look right: a code that is made again, a call that asks what is known, a wait that ends in the
// night, a customer who comes twice. Each is only suspicious, and says what to write instead.
import type { ScenarioDefinition } from '../../mocks/bloomreach/definition/definition.ts'
import { Graph } from '../../mocks/bloomreach/definition/graph.ts'
import type { ScenarioNode } from '../../mocks/bloomreach/definition/node-schemas.ts'
import { filtered, inTurn } from '../../mocks/kit/time/breath.ts'
import { DAY_MS, durationToMs } from '../../mocks/kit/time/duration.ts'
import { durationText } from '../../mocks/kit/time/time-schemas.ts'
import type { Code } from './codes.ts'
import type { ScenarioFinding } from './finding.ts'
import type { WebhookNode } from './webhook-nodes.ts'

/** A scenario with more webhooks, waits or triggers is looked at as far as that. */
const MOST_LOOKED_AT = 200

/** Which operation of Talon.One each node calls, by its id. */
type Called = ReadonlyMap<number, { id: string }>

export async function fieldFindings(
  definition: ScenarioDefinition,
  webhooks: readonly WebhookNode[],
  called: Called,
): Promise<ScenarioFinding[]> {
  const graph = new Graph(definition)
  const looked = webhooks.slice(0, MOST_LOOKED_AT).filter(({ spec }) => spec !== undefined)
  const creating = looked.filter(({ id }) => creates(called.get(id)?.id))
  return [
    ...(await askedTwice(
      looked.filter(node => !creating.includes(node)),
      graph,
    )),
    ...(await createdAgain(creating, graph)),
    ...(await creatingLoops(creating, graph)),
    ...(await waitsIntoTheNight(definition, graph)),
    ...(await enteredTwice(definition, creating, graph)),
  ]
}

/** By what the vendor calls it. */
const creates = (operation = ''): boolean => /create(?:Referral|Coupon)/i.test(operation)

const requestOf = ({ spec }: WebhookNode): string => JSON.stringify([spec?.method, spec?.url, spec?.payload])

/** Pairs of webhooks that one customer may pass, the same request in both. */
async function twins(
  nodes: readonly WebhookNode[],
  graph: Graph,
  stops: (node: ScenarioNode) => boolean,
): Promise<(readonly [first: number, again: WebhookNode])[]> {
  const alike = [...Map.groupBy(nodes, requestOf).values()].filter(({ length }) => length > 1)
  const pairs = await inTurn(alike, async all => {
    const after = await inTurn(all, ({ id }) => behind(graph, id, stops))
    return all.flatMap(again => {
      const first = all.find(({ id }, at) => id !== again.id && after[at]?.has(again.id))
      return first === undefined ? [] : [[first.id, again] as const]
    })
  })
  return pairs.flat()
}

/** Every node that follows, as far as those that `stops` names; they themselves are among them. */
function behind(
  graph: Graph,
  from: number,
  stops: (node: ScenarioNode) => boolean = () => false,
): Set<number> {
  const found = new Set<number>()
  const open = [...graph.successors(from)]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (found.has(id)) continue
    found.add(id)
    const node = graph.node(id)
    if (node !== undefined && !stops(node)) open.push(...graph.successors(id))
  }
  return found
}

const isWait = ({ type }: ScenarioNode): boolean => type === 'wait'

const askedTwice = async (nodes: readonly WebhookNode[], graph: Graph): Promise<ScenarioFinding[]> =>
  (await twins(nodes, graph, isWait)).map(([first, { id, at }]) => ({
    code: 'same-request-twice' satisfies Code,
    path: at('url'),
    node: id,
    message: `Node ${id} sends the request that node ${first} has sent just before, so that a customer waits for one service twice.`,
    remedy: `Read the answer of node ${first} again: webhook.by_action_id(${first}).`,
  }))

const createdAgain = async (nodes: readonly WebhookNode[], graph: Graph): Promise<ScenarioFinding[]> =>
  (await twins(nodes, graph, () => false)).map(([first, { id, at }]) => ({
    code: 'code-created-again' satisfies Code,
    path: at('url'),
    node: id,
    message: `Node ${id} makes another code for a customer who has got one from node ${first}.`,
    remedy: `Print webhook.by_action_id(${first}).code, or keep it in an attribute.`,
  }))

const creatingLoops = async (nodes: readonly WebhookNode[], graph: Graph): Promise<ScenarioFinding[]> =>
  (await filtered(nodes, ({ id, spec }) => spec?.method === 'GET' && behind(graph, id).has(id))).map(
    ({ id, at }) => ({
      code: 'get-that-creates' satisfies Code,
      path: at('method'),
      node: id,
      message: `Node ${id} is a GET that makes a code each time that a customer comes round to it.`,
      remedy: 'Make the code before the loop, or read the one that is there.',
    }),
  )

/** Those of the hours in which nobody is written to: a later wait of hours may end in them. */
async function waitsIntoTheNight({ nodes }: ScenarioDefinition, graph: Graph): Promise<ScenarioFinding[]> {
  const silent = nodes.filter(isSilent).slice(0, MOST_LOOKED_AT)
  if (silent.length === 0) return []
  const minded = new Map<number, number>()
  await inTurn(silent, ({ id }) => {
    for (const after of behind(graph, id)) minded.set(after, id)
  })
  const moving = [...nodes.entries()].filter(([, node]) => minded.has(node.id) && movesTheHour(node))
  const found = await inTurn(moving.slice(0, MOST_LOOKED_AT), ([index, node]): ScenarioFinding[] => {
    const since = minded.get(node.id)
    const message = [...behind(graph, node.id, isSilent)].find(id => writes(graph.node(id)))
    if (message === undefined) return []
    return [
      {
        code: 'wait-past-silent-hours' satisfies Code,
        path: ['nodes', index],
        node: node.id,
        message: `The wait of node ${node.id} may end in the hours that node ${since} keeps silent, and node ${message} writes then.`,
        remedy: `Put a wait with silentHours between the nodes ${node.id} and ${message}.`,
      },
    ]
  })
  return found.flat()
}

const isSilent = (node: ScenarioNode): boolean => node.type === 'wait' && node.silentHours !== undefined

const writes = (node: ScenarioNode | undefined): boolean =>
  node?.type === 'email' || node?.type === 'sms' || node?.type === 'push'

/** Whole days end at the hour at which they began. */
function movesTheHour(node: ScenarioNode): boolean {
  if (node.type !== 'wait' || node.period === undefined) return false
  const { success, data } = durationText.safeParse(node.period)
  return success && durationToMs(data) % DAY_MS !== 0
}

/** A start lets each customer in once; these do not. */
const AGAIN = new Set<ScenarioNode['type']>(['on_event', 'api_trigger', 'repeat', 'on_date_attribute'])

const ASKS = new Set<ScenarioNode['type']>(['condition', 'segmentation_fork', 'limit'])

async function enteredTwice(
  { nodes, customerFilter }: ScenarioDefinition,
  creating: readonly WebhookNode[],
  graph: Graph,
): Promise<ScenarioFinding[]> {
  if (customerFilter !== undefined) return []
  const again = [...nodes.entries()].filter(([, { type }]) => AGAIN.has(type))
  const found = await inTurn(again.slice(0, MOST_LOOKED_AT), ([index, node]): ScenarioFinding[] => {
    const unasked = behind(graph, node.id, ({ type }) => ASKS.has(type))
    const first = creating.find(({ id }) => unasked.has(id))
    if (first === undefined) return []
    return [
      {
        code: 'enters-twice' satisfies Code,
        path: ['nodes', index],
        node: node.id,
        message: `Node ${node.id} lets a customer in each time, and node ${first.id} makes another code for whoever comes again.`,
        remedy: 'Ask before it for an attribute that the scenario sets once the code is there.',
      },
    ]
  })
  return found.flat()
}
