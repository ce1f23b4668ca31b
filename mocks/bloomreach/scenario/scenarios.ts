// The scenarios of the project, as the list and the tabs of the editor offer them: create, edit, preview, start, stop,
// evaluate. How customers move is `engine.ts`.
import type { Chance } from '../../kit/chance.ts'
import { msToUnixSeconds } from '../../kit/duration.ts'
import { SandboxError } from '../../kit/sandbox-error.ts'
import type { ScenarioDefinition } from '../definition/definition.ts'
import { type Finding, findingsOf } from '../definition/findings.ts'
import { diffOf, type VersionDiff } from '../definition/history.ts'
import type { NodeOf } from '../definition/node-schemas.ts'
import { hideSecrets, keepSecrets } from '../definition/secret-headers.ts'
import type { House } from '../house.ts'
import { nameOf } from '../visit/template-context.ts'
import { Engine } from './engine.ts'
import type { NodeCounts } from './evaluation.ts'
import { type Status, statusAfterStart, statusAfterStop } from './lifecycle.ts'
import { type Preview, previewOf } from './preview.ts'
import { Scenario, type TriggerLogEntry, type Version } from './scenario.ts'
import { type TestedNode, type TestRunInput, testRunOf } from './test-run.ts'
import { type TriggerCall, Triggers } from './triggers.ts'

export interface ListedScenario {
  id: string
  name: string
  status: Status
  archived: boolean
  tags: string[]
  /** Unix seconds, as in the vendor's own list. */
  created: number
  edited: number
  version: number
}

export type ShownScenario = ListedScenario & ScenarioDefinition

export interface EvaluatedNode extends Omit<NodeCounts, 'exits' | 'messages'> {
  id: number
  type: string
  name?: string
  exits: Record<string, number>
  messages: { message: string; count: number }[]
}

export interface ApiTriggerPage {
  node: number
  url: string
  example: { params: Record<string, unknown> }
}

const EXAMPLES = { string: 'text', number: 1, boolean: true, list: [], object: {} } as const

/** What GET adds to a definition; a definition that comes back with it is taken as if it were not there. */
const SHOWN_ONLY = ['id', 'status', 'archived', 'created', 'edited', 'version'] as const

export class Scenarios {
  readonly #house: House
  readonly #ids: Chance
  readonly #scenarios = new Map<string, Scenario>()
  readonly #engine: Engine
  readonly #triggers: Triggers

  constructor(house: House) {
    this.#house = house
    this.#ids = house.world.chance.stream('bloomreach/scenario-ids')
    this.#engine = new Engine(house, {
      scenarioOf: id => this.#scenarios.get(id),
      whenEmpty: scenario => this.#whenEmpty(scenario),
    })
    this.#triggers = new Triggers(house, this.#engine)
  }

  list(): ListedScenario[] {
    return [...this.#scenarios.values()].map(listed)
  }

  get(id: string): ShownScenario {
    const scenario = this.#find(id)
    return { ...listed(scenario), ...hideSecrets(scenario.definition), tags: scenario.definition.tags ?? [] }
  }

  /** What is wrong with a definition, here and now. */
  findings(input: unknown): Finding[] {
    return this.#judge(input).findings
  }

  create(input: unknown): ShownScenario {
    const definition = this.#accept(input)
    const given = (input as { id?: unknown }).id
    const id = typeof given === 'string' && given !== '' ? given : this.#ids.hex(24)
    if (this.#scenarios.has(id)) {
      throw new SandboxError(
        'scenario-exists',
        `Cannot create the scenario ${JSON.stringify(id)}: there is one with this id.`,
        { remedy: 'Replace it, or leave the id out.' },
      )
    }
    this.#scenarios.set(id, new Scenario(id, definition, this.#now))
    return this.get(id)
  }

  /** [D] scenarios-faq: an edited scenario that runs follows its new connections at once. */
  replace(id: string, input: unknown): ShownScenario {
    this.#edit(this.#find(id), this.#accept(this.withSecrets(id, input)), 'save')
    return this.get(id)
  }

  /** A definition that came back as `get` shows it, with the secrets that are kept. */
  withSecrets(id: string, input: unknown): unknown {
    return keepSecrets(input, this.#find(id).definition)
  }

  delete(id: string): void {
    const scenario = this.#find(id)
    this.#triggers.disarm(scenario)
    this.#engine.evict(scenario)
    this.#scenarios.delete(id)
  }

  preview(id: string): Preview {
    const scenario = this.#find(id)
    return previewOf(scenario, this.#triggers.population(scenario), this.#house)
  }

  start(id: string): { status: Status; affected: number; warnings: Preview['warnings'] } {
    const scenario = this.#find(id)
    const status = statusAfterStart(scenario.status, scenario.name)
    const { affected, warnings } = this.preview(id)
    scenario.status = status
    scenario.addVersion(scenario.definition, 'start', this.#now)
    scenario.beginAgain()
    const { seq } = this.#record(scenario, 'scenario-started', { affected })
    this.#triggers.start(scenario, seq)
    this.#whenEmpty(scenario)
    return { status: scenario.status, affected, warnings }
  }

  stop(id: string): { status: Status } {
    const scenario = this.#find(id)
    const status = statusAfterStop(scenario.status, scenario.runs.size, scenario.name)
    if (status === scenario.status) return { status }
    this.#triggers.disarm(scenario)
    scenario.status = status
    scenario.addVersion(scenario.definition, 'stop', this.#now)
    this.#record(scenario, 'scenario-stopped', { status })
    return { status }
  }

  evaluation(id: string): { status: Status; nodes: EvaluatedNode[] } {
    const scenario = this.#find(id)
    return {
      status: scenario.status,
      nodes: scenario.definition.nodes.map(({ id, type, name }) => {
        const { messages, exits, ...counts } = scenario.evaluation.of(id)
        return {
          id,
          type,
          ...(name === undefined ? {} : { name }),
          ...counts,
          exits: Object.fromEntries(exits),
          messages: [...messages].map(([message, count]) => ({ message, count })),
        }
      }),
    }
  }

  /** Who is inside, and where. */
  inside(id: string): { run: number; customer: string; node: number; until?: number }[] {
    return [...this.#find(id).runs.values()].map(({ id: run, customerId, node, state, until }) => ({
      run,
      customer: nameOf(this.#house.customers.get(customerId)),
      node,
      ...(state === 'sleeping' ? { until } : {}),
    }))
  }

  /** [D] scenarios-faq: every save, start and stop makes an entry. */
  versions(id: string): { number: number; at: number; by: Version['by'] }[] {
    return this.#find(id).versions.map(({ number, at, by }) => ({ number, at, by }))
  }

  diff(id: string, from: number, to: number): VersionDiff {
    return diffOf(this.#version(id, from).definition, this.#version(id, to).definition)
  }

  /** An earlier version becomes the newest one, with the effects of an edit. */
  restore(id: string, number: number): ShownScenario {
    this.#edit(this.#find(id), this.#version(id, number).definition, 'restore')
    return this.get(id)
  }

  /** Renders every node for one customer, named by any id; nothing is sent. */
  testRun(
    id: string,
    { customer: anyId, ...input }: Omit<TestRunInput, 'customer'> & { customer: string },
  ): TestedNode[] {
    const customer = this.#house.customers.findByAny(anyId)
    if (customer === undefined) {
      throw new SandboxError(
        'customer-not-found',
        `Cannot test the scenario for ${JSON.stringify(anyId)}: no customer has this id.`,
        { remedy: `Use any of a customer's ids.` },
      )
    }
    return testRunOf(this.#find(id), { customer, ...input }, this.#house)
  }

  /** The API trigger's node of an active scenario. */
  apiTrigger(id: string, node: number): NodeOf<'api_trigger'> | undefined {
    const scenario = this.#scenarios.get(id)
    const found = scenario?.status === 'active' ? scenario.graph.node(node) : undefined
    return found?.type === 'api_trigger' ? found : undefined
  }

  /** False: the time window does not allow it. */
  callTrigger({ scenarioId, ...call }: Omit<TriggerCall, 'scenario'> & { scenarioId: string }): boolean {
    const scenario = this.#find(scenarioId)
    const { node, customer, params } = call
    const accepted = !this.#isTooSoon(scenario, node)
    const name = customer === undefined ? undefined : nameOf(customer)
    scenario.triggerLog.push({ at: this.#now, node, customer: name, params, accepted })
    if (accepted) this.#triggers.call({ scenario, ...call })
    return accepted
  }

  /** The URL of each API trigger and an example payload, and the calls so far. */
  apiTriggers(id: string): { triggers: ApiTriggerPage[]; log: TriggerLogEntry[] } {
    const scenario = this.#find(id)
    const { token } = this.#house.access.project
    const triggers = scenario.graph.triggers.flatMap(node =>
      node.type !== 'api_trigger'
        ? []
        : [
            {
              node: node.id,
              url: `${this.#house.publicUrl()}/campaigns/v2/projects/${token}/api-triggers/${id}/${node.id}`,
              example: {
                params: Object.fromEntries(
                  Object.entries(node.parameters).map(([name, { type }]) => [name, EXAMPLES[type]]),
                ),
              },
            },
          ],
    )
    return { triggers, log: [...scenario.triggerLog] }
  }

  /** [D] api-trigger: one request per window, at least 10 s above 10M customers and 100 s above 100M. */
  #isTooSoon(scenario: Scenario, id: number): boolean {
    const node = scenario.graph.node(id)
    const { size } = this.#house.customers
    const least = size > 100_000_000 ? 100 : size > 10_000_000 ? 10 : 0
    const window = Math.max(least, node?.type === 'api_trigger' ? (node.windowSeconds ?? 0) : 0)
    const last = scenario.triggerLog.findLast(call => call.accepted && call.node === id)
    return last !== undefined && this.#now < last.at + window * 1_000
  }

  #version(id: string, number: number): Version {
    const { name, versions } = this.#find(id)
    const version = versions.find(candidate => candidate.number === number)
    if (version !== undefined) return version
    throw new SandboxError(
      'version-not-found',
      `Cannot find version ${number} of the scenario ${JSON.stringify(name)}: it has the versions 1 to ${versions.length}.`,
      { remedy: `GET /_sandbox/bloomreach/scenarios/${id}/versions lists them.` },
    )
  }

  get #now(): number {
    return this.#house.world.clock.now()
  }

  #find(id: string): Scenario {
    const scenario = this.#scenarios.get(id)
    if (scenario !== undefined) return scenario
    throw new SandboxError(
      'scenario-not-found',
      `Cannot find the scenario ${JSON.stringify(id)}: there is none with this id.`,
      { remedy: 'GET /_sandbox/bloomreach/scenarios lists them.' },
    )
  }

  #judge(input: unknown) {
    const {
      integrations,
      consentCategories,
      frequencyPolicies,
      throughputPolicies,
      segmentations,
      settings,
    } = this.#house
    return findingsOf(withoutShown(input), {
      authentications: integrations.names('http_authentication_schema'),
      presets: integrations.names('webhook_preset'),
      consentCategories: ['general', ...consentCategories.list().map(({ id }) => id)],
      frequencyPolicies: frequencyPolicies.list().flatMap(({ id, name }) => [id, name]),
      throughputPolicies: throughputPolicies.names(),
      presetParameters: preset => integrations.preset(preset)?.parameters,
      blockedPolicies: frequencyPolicies
        .list()
        .filter(({ blocked }) => blocked)
        .flatMap(({ id, name }) => [id, name]),
      segmentations: segmentations.list(),
      sizeLimit: settings.scenarioSizeLimit,
    })
  }

  /** A definition without findings, or every finding in one error. */
  #accept(input: unknown): ScenarioDefinition {
    const { definition, findings } = this.#judge(input)
    if (definition !== undefined && findings.length === 0) return definition
    const lines = findings.map(({ code, message, remedy }) => `${message} ${remedy} (${code})`)
    throw new SandboxError('invalid-scenario', `Cannot keep the scenario: ${lines.join(' ')}`, {
      hint: 'referral-sandbox check FILE shows each finding with its line.',
      cause: findings,
    })
  }

  #edit(scenario: Scenario, definition: ScenarioDefinition, by: 'save' | 'restore'): void {
    scenario.addVersion(definition, by, this.#now)
    this.#engine.evictFromDeletedNodes(scenario)
    if (scenario.status !== 'active') return
    this.#triggers.rearm(scenario)
    this.#whenEmpty(scenario)
  }

  /** Nobody is inside: a finishing scenario is through; an active one is too, when nothing can start it again. */
  #whenEmpty(scenario: Scenario): void {
    if (scenario.runs.size > 0) return
    const { statusAfterLastRun } = this.#house.settings
    if (scenario.status === 'finishing') scenario.status = 'inactive'
    else if (scenario.status === 'active' && scenario.armed === 0) scenario.status = statusAfterLastRun
    else return
    if (scenario.status !== 'active') this.#record(scenario, 'scenario-ended', { status: scenario.status })
  }

  #record(scenario: Scenario, kind: string, details: Record<string, unknown>) {
    return this.#house.world.journal.append({
      kind: `bloomreach.${kind}`,
      scenario: scenario.id,
      name: scenario.name,
      ...details,
    })
  }
}

function listed(scenario: Scenario): ListedScenario {
  const { id, name, status, createdAt, definition, version, versions } = scenario
  return {
    id,
    name,
    status,
    archived: false,
    tags: definition.tags ?? [],
    created: msToUnixSeconds(createdAt),
    edited: msToUnixSeconds(versions.at(-1)?.at ?? createdAt),
    version,
  }
}

function withoutShown(input: unknown): unknown {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return input
  const rest: Record<string, unknown> = { ...input }
  for (const key of SHOWN_ONLY) delete rest[key]
  return rest
}
