// The scenarios of the project, as the list and the tabs of the editor offer them: create, edit, preview, start, stop,
// evaluate. How customers move is `engine.ts`.

import type { Chance } from '../../kit/chance.ts'
import { Group } from '../../kit/kept/group.ts'
import { Members } from '../../kit/kept/members.ts'
import { SandboxError } from '../../kit/sandbox-error.ts'
import type { ScenarioDefinition } from '../definition/definition.ts'
import type { Finding } from '../definition/finding.ts'
import { diffOf, type VersionDiff } from '../definition/history.ts'
import type { Door } from '../definition/on-paper.ts'
import { readableIn } from '../definition/readable.ts'
import { keepSecrets } from '../definition/secret-headers.ts'
import type { House } from '../house.ts'
import { mailAgain, type SentBy } from '../mail/mail-again.ts'
import { type Again, nameOf } from '../visit/template-context.ts'
import { type ApiTriggerPage, apiTriggerOf, apiTriggerPages, isTooSoon } from './api-triggers.ts'
import { type AskedNumber, type Behind, customersBehind } from './behind-number.ts'
import { Engine, type Postponement } from './engine.ts'
import { accept, judge, judgeShaped } from './judge-scenario.ts'
import { type Status, statusAfterStart, statusAfterStop } from './lifecycle.ts'
import { type Names, namesIn } from './names.ts'
import { type Preview, previewInBreaths, previewOf } from './preview.ts'
import { Scenario, type TriggerLogEntry, type Version } from './scenario.ts'
import {
  type EvaluatedNode,
  evaluated,
  type ListedScenario,
  listed,
  type ShownScenario,
  shown,
} from './shown-scenario.ts'
import { type TestedNode, type TestRunInput, testRunInBreaths, testRunOf } from './test-run.ts'
import { type TriggerCall, Triggers } from './triggers.ts'

type AskedTestRun = Omit<TestRunInput, 'customer'> & { customer: string }

interface Edit {
  definition: ScenarioDefinition
  text: string | undefined
  by: 'save' | 'restore'
}

export class Scenarios {
  readonly #house: House
  readonly #ids: Chance
  readonly #scenarios = new Members(id => new Scenario(id, []))
  readonly #engine: Engine
  readonly #triggers: Triggers

  constructor(house: House) {
    this.#house = house
    this.#ids = house.world.chance.stream('bloomreach/scenario-ids')
    this.#engine = new Engine(house, {
      scenarioOf: id => this.#scenarios.get(id),
      whenEmpty: scenario => this.#whenEmpty(scenario),
    })
    this.#triggers = new Triggers(house, this.#engine, id => this.#scenarios.get(id))
    const kept = { scenarios: this.#scenarios, engine: this.#engine.kept, triggers: this.#triggers.kept }
    house.world.state.keep('bloomreach/scenarios', new Group(kept))
  }

  list(): ListedScenario[] {
    return [...this.#scenarios.values()].map(listed)
  }

  get(id: string): ShownScenario {
    return shown(this.#find(id))
  }

  /** What is wrong with a definition, here and now. */
  findings(input: unknown): Finding[] {
    return judge(input, this.#house).findings
  }

  /** The same of one that was read by the schema. */
  findingsOfShaped(definition: ScenarioDefinition): Finding[] {
    return judgeShaped(definition, this.#house)
  }

  /** What the author of its newest version wrote; undefined where it was no text. */
  textOf(id: string): string | undefined {
    return this.#find(id).text
  }

  /** `text` stands for the definition; whoever hands it in has seen to that. */
  create(input: unknown, text?: string): ShownScenario {
    const definition = accept(input, this.#house)
    const given = (input as { id?: unknown }).id
    const id = typeof given === 'string' && given !== '' ? given : this.#ids.hex(24)
    if (this.#scenarios.has(id)) {
      throw new SandboxError(
        'scenario-exists',
        `Cannot create the scenario ${JSON.stringify(id)}: there is one with this id.`,
        { remedy: 'Replace it, or leave the id out.' },
      )
    }
    this.#scenarios.add(Scenario.draft(id, { definition, text, at: this.#now }))
    return this.get(id)
  }

  /** [D] scenarios-faq: an edited scenario that runs follows its new connections at once. */
  replace(id: string, input: unknown, text?: string): ShownScenario {
    const definition = accept(this.withSecrets(id, input), this.#house)
    this.#edit(this.#find(id), { definition, text, by: 'save' })
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

  async previewInBreaths(id: string): Promise<Preview> {
    return this.#previewInBreaths(this.#find(id))
  }

  /** The same of a scenario as it stands in the editor: what of it can be read. */
  async previewUnsavedInBreaths(input: unknown): Promise<Preview> {
    return this.#previewInBreaths(this.#unsaved(input))
  }

  async #previewInBreaths(scenario: Scenario): Promise<Preview> {
    return previewInBreaths(scenario, await this.#triggers.populationInBreaths(scenario), this.#house)
  }

  /** With a preview that was made just now, none is made. */
  start(id: string, preview?: Preview): { status: Status; affected: number; warnings: Preview['warnings'] } {
    const scenario = this.#find(id)
    const status = statusAfterStart(scenario.status, scenario.name)
    const { affected, warnings } = preview ?? this.preview(id)
    scenario.status = status
    scenario.addEntry('start', this.#now)
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
    scenario.addEntry('stop', this.#now)
    this.#record(scenario, 'scenario-stopped', { status })
    return { status }
  }

  evaluation(id: string): { status: Status; nodes: EvaluatedNode[] } {
    const scenario = this.#find(id)
    return { status: scenario.status, nodes: evaluated(scenario) }
  }

  /** Who is behind a number of the evaluation. */
  behind(id: string, asked: AskedNumber): Promise<Behind> {
    return customersBehind(this.#find(id), asked, this.#house)
  }

  /** The wait of a customer ends so much later than was said, or earlier. */
  postpone(id: string, postponement: Postponement): void {
    this.#engine.postpone(this.#find(id), postponement)
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
    const { definition, text } = this.#version(id, number)
    this.#edit(this.#find(id), { definition, text, by: 'restore' })
    return this.get(id)
  }

  /** Renders every node for one customer, named by any id; nothing is sent. */
  testRun(id: string, input: AskedTestRun): TestedNode[] {
    return this.#tested(this.#find(id), input)
  }

  async testRunInBreaths(id: string, input: AskedTestRun): Promise<TestedNode[]> {
    return testRunInBreaths(...this.#toTest(this.#find(id), input))
  }

  async testRunUnsavedInBreaths(definition: unknown, input: AskedTestRun): Promise<TestedNode[]> {
    return testRunInBreaths(...this.#toTest(this.#unsaved(definition), input))
  }

  /** Test runs of a definition without findings, which is not kept. */
  testRunsOf(definition: ScenarioDefinition): (input: AskedTestRun) => TestedNode[] {
    const scenario = Scenario.draft('', { definition, at: this.#now })
    return input => this.#tested(scenario, input)
  }

  /** A mail of one of them, for whoever explains it. */
  mailAgain(sent: Omit<SentBy, 'scenario'> & { scenario: string }, again: Again) {
    const { id, definition } = this.#find(sent.scenario)
    return mailAgain({ ...sent, scenario: { id, name: definition.name } }, again, this.#house)
  }

  /** What a scenario may name here and now. */
  names(): Names {
    return namesIn(this.#house)
  }

  #unsaved(input: unknown): Scenario {
    return Scenario.draft('', { definition: readableIn(input).definition, at: this.#now })
  }

  #tested(scenario: Scenario, input: AskedTestRun): TestedNode[] {
    return testRunOf(...this.#toTest(scenario, input))
  }

  #toTest(
    scenario: Scenario,
    { customer: anyId, ...input }: AskedTestRun,
  ): [scenario: Scenario, input: TestRunInput, house: House] {
    const customer = this.#house.customers.findByAny(anyId)
    if (customer === undefined) {
      throw new SandboxError(
        'customer-not-found',
        `Cannot test the scenario for ${JSON.stringify(anyId)}: no customer has this id.`,
        { remedy: `Use any of a customer's ids.` },
      )
    }
    return [scenario, { customer, ...input }, this.#house]
  }

  /** The API trigger's node of an active scenario. */
  apiTrigger(id: string, node: number): Door | undefined {
    const scenario = this.#scenarios.get(id)
    return scenario?.status === 'active' ? apiTriggerOf(scenario, node) : undefined
  }

  /** False: the time window does not allow it. */
  callTrigger({ scenarioId, ...call }: Omit<TriggerCall, 'scenario'> & { scenarioId: string }): boolean {
    const scenario = this.#find(scenarioId)
    const { node, customer, params } = call
    const accepted = !isTooSoon(scenario, node, this.#house)
    const name = customer === undefined ? undefined : nameOf(customer)
    scenario.log({ at: this.#now, node, customer: name, params, accepted })
    if (accepted) this.#triggers.call({ scenario, ...call })
    return accepted
  }

  /** The URL of each API trigger and an example payload, and the calls so far. */
  apiTriggers(id: string): { triggers: ApiTriggerPage[]; log: TriggerLogEntry[] } {
    const scenario = this.#find(id)
    return { triggers: apiTriggerPages(scenario, this.#house), log: [...scenario.triggerLog] }
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

  #edit(scenario: Scenario, next: Edit): void {
    scenario.addVersion({ ...next, at: this.#now })
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
    else if (scenario.status === 'active' && scenario.armed.value === 0) scenario.status = statusAfterLastRun
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
