// What a test writer drives the sandbox with, documented: each call is one operation of the control API. A call that
// cannot be done rejects with a SandboxError: its `code` is stable, its `message` says why and what to do.
import type { Outcome } from '../mocks/bloomreach/scenario/behind-number.ts'
import type {
  CustomersQuery,
  ListedCustomer,
  NewProfile,
  WholeCustomer,
} from './control-api/bloomreach/customers.ts'
import type {
  AuthenticationTest,
  ConsentCategory,
  Integration,
  NewConsentCategory,
  NewIntegration,
} from './control-api/bloomreach/integrations.ts'
import type { SettingPart } from './control-api/bloomreach/setting-parts.ts'
import type { ShownSettingPart, ShownSettings } from './control-api/bloomreach/settings.ts'
import type {
  ImportedVouchers,
  NewVouchers,
  VoucherPoolSummary,
  VoucherPoolWithCodes,
} from './control-api/bloomreach/vouchers.ts'
import type { Fault, NewFault } from './control-api/faults/faults.ts'
import type { NewSearch, ShownSearch } from './control-api/faults/searches.ts'
import type { Exchange, RequestPage, RequestQuery } from './control-api/happened/requests.ts'
import type {
  CheckedScenario,
  EditorNodeType,
  ReadNodes,
  ScenarioNames,
} from './control-api/scenarios/scenario-editor.ts'
import type { ExportedScenario, NewScenarioExport } from './control-api/scenarios/scenario-export.ts'
import type {
  ApiTriggers,
  NewTestRun,
  ScenarioDiff,
  ScenarioVersions,
  TestedNodes,
} from './control-api/scenarios/scenario-versions.ts'
import type {
  BehindNumber,
  Evaluation,
  ListedScenario,
  NewScenario,
  Preview,
  Scenario,
  StartedScenario,
  StoppedScenario,
} from './control-api/scenarios/scenarios.ts'
import type {
  NewNotificationSubscription,
  NotificationDelivery,
  NotificationSubscription,
} from './control-api/talon-one/notifications.ts'
import type { ClockState, Waiting, WaitingQuery } from './control-api/time/clock.ts'
import type { Checkpoint } from './control-api/worlds/checkpoints.ts'
import type { NewWorld, World } from './control-api/worlds/world.ts'

/** How long to wait, as a length of real time such as `'30s'`; without it for ever, and after 10 s it says for whom. */
export interface Patience {
  timeout?: string
}

/** The world's time. On the real clock it cannot be moved (`real-clock`). */
export interface ClockControl {
  /** Mode, now and what is due, all instants as RFC 3339 text in UTC. */
  state(): Promise<ClockState>
  /** What waits, in the order in which it will run, with the customers that it waits for. */
  waiting(query?: WaitingQuery): Promise<{ now: string; total: number; waiting: Waiting[] }>
  /**
   * Moves time by a length such as `'90s'`, `'1m'`, `'2h'` or `'7 days'`. Every job due on the way has run, in order,
   * before it resolves. Rejects with `invalid-duration`, with `invalid-instant` beyond the year 9999, with
   * `advance-cancelled`, and with `clock-timeout`, which says who holds the clock.
   */
  advance(by: string, patience?: Patience): Promise<ClockState>
  /** The same, to an RFC 3339 instant. Rejects with `invalid-instant`, or `clock-backwards` for an earlier one. */
  advanceTo(to: string, patience?: Patience): Promise<ClockState>
  /** Cancels every advance that is under way; the clock stands at the last job that ran. */
  cancel(): Promise<ClockState>
}

/** What went over the wire, without secrets: requests to both vendors, of webhooks and to the control API. */
export interface RequestControl {
  /** The newest 100, oldest first, or as many as `newest` says; of a customer (any id), of a kind of the journal. */
  list(query?: RequestQuery): Promise<RequestPage>
  /** One with its answer, by request id or by its seq in the journal. Rejects with `request-not-found`. */
  get(id: string | number): Promise<Exchange>
  /** Asks the vendor once more. Rejects with `request-not-found`, or `not-replayed` for what was not asked of a vendor or not kept whole. */
  replay(id: string | number): Promise<Exchange>
}

/** Planned failures, in the vendors' own error shape; none after a reset. */
export interface FaultControl {
  /** What is planned, with how often it struck; `operations` is everything that can be made to fail. */
  list(): Promise<{ faults: Fault[]; operations: string[] }>
  /**
   * Plans one: `{ operation: 'cep/createReferral', first: 2, answer: { status: 429 } }`. Rejects with
   * `unknown-operation`, or `invalid-fault` for a plan that could never do anything.
   */
  add(fault: NewFault): Promise<Fault>
  /** Forgets one plan. */
  remove(id: number): Promise<{ faults: Fault[] }>
  /** Forgets every plan. */
  clear(): Promise<{ faults: Fault[] }>
}

/** Bloomreach's Data & Assets > Integrations: HTTP Authentication Schemas and webhook presets. */
export interface IntegrationControl {
  /** Without secret header values, as every answer here. */
  list(): Promise<{ integrations: Integration[] }>
  /** Rejects with `invalid-integration`, or `integration-exists` when the name is taken. */
  create(integration: NewIntegration): Promise<Integration>
  /** Rejects with `integration-not-found`, as the calls below. */
  get(id: string): Promise<Integration>
  /** A secret that is left out, or given back as it was shown, stays as it is. */
  replace(id: string, integration: NewIntegration): Promise<Integration>
  delete(id: string): Promise<{ deleted: string }>
  /** One call with its credentials and an empty body, which passes when it is answered 200. */
  test(id: string): Promise<AuthenticationTest>
}

/** The consent categories of the Bloomreach project. */
export interface ConsentCategoryControl {
  list(): Promise<{ consentCategories: ConsentCategory[] }>
  /** An id alone is enough. Rejects with `invalid-consent-category` or `category-exists`. */
  create(category: NewConsentCategory): Promise<ConsentCategory>
}

/** Who is there, at both vendors. */
export interface CustomerControl {
  /** Bloomreach's customers by pages; `search` is a part of any id or text. */
  list(query?: CustomersQuery): Promise<{ customers: ListedCustomer[]; total: number }>
  /** By any id. Rejects with `customer-not-found`. */
  get(id: string): Promise<WholeCustomer>
  /** A customer profile at Talon.One, without a key. Rejects with `application-not-found` and `profile-exists`. */
  createProfile(application: number, profile: NewProfile): Promise<{ id: number; integrationId: string }>
}

/** The pages of Bloomreach's settings: consents, segmentations, frequency policies, HTML blocks, snippets, who is suppressed. */
export interface SettingControl {
  /** Each part with the JSON Schema of its things. */
  list(): Promise<ShownSettings>
  /** As in a world file. `name` is by which it is known now: a new one, or one to be changed. Rejects with `invalid-setting`. */
  put(part: SettingPart, name: string, setting: object): Promise<ShownSettingPart>
  /** Rejects with `setting-not-found`. */
  delete(part: SettingPart, name: string): Promise<ShownSettingPart>
}

/** Bloomreach's own voucher pools: codes that templates give out, one for each customer and send. */
export interface VoucherControl {
  /** How many codes there are, and how many are left. */
  list(): Promise<{ voucherPools: VoucherPoolSummary[] }>
  /** With who was given which code. Rejects with `voucher-pool-not-found`. */
  get(name: string): Promise<VoucherPoolWithCodes>
  /** A CSV of one column with a header, or a list; a new name makes a new pool. Rejects with `invalid-vouchers`. */
  import(name: string, vouchers: NewVouchers): Promise<ImportedVouchers>
}

/** Bloomreach's scenarios. A wrong id rejects with `scenario-not-found`. */
export interface ScenarioControl {
  list(): Promise<{ scenarios: ListedScenario[] }>
  /** Keeps a draft. Rejects with `invalid-scenario`, whose message has everything that `check` finds. */
  create(scenario: NewScenario): Promise<Scenario>
  /** With its definition, without secret header values. */
  get(id: string): Promise<Scenario>
  /** Saves a new version; who is inside follows its connections at once. Rejects with `invalid-scenario`. */
  replace(id: string, scenario: NewScenario): Promise<Scenario>
  /** Who is inside goes no further. */
  delete(id: string): Promise<{ deleted: string }>
  /** The Test tab: customers per node, and the vendor's warnings. Nothing is sent. */
  preview(id: string): Promise<Preview>
  /** Answers before the first customer's path is through: `settle` waits for that. Rejects with `wrong-status`. */
  start(id: string): Promise<StartedScenario>
  /** Who is inside goes on to the end. Rejects with `wrong-status` for a draft. */
  stop(id: string): Promise<StoppedScenario>
  /** The Evaluation tab: counts per node and the messages of what failed or was suppressed. */
  evaluation(id: string): Promise<Evaluation>
  /** Who is behind a number of the evaluation, the newest first, as far as the journal goes back. */
  behind(id: string, asked: { node: number; outcome: Outcome; limit?: number }): Promise<BehindNumber>
  /** The history: each save, start, stop and restore. `at` is in milliseconds since the epoch. */
  versions(id: string): Promise<ScenarioVersions>
  /** What changed from one version to another. Rejects with `version-not-found`. */
  diff(id: string, from: number, to: number): Promise<ScenarioDiff>
  /** Makes an earlier version the newest one, with the effects of an edit. */
  restore(id: string, number: number): Promise<Scenario>
  /** Renders every node for one customer, named by any id. Nothing is sent, secrets are hidden. */
  test(id: string, input: NewTestRun): Promise<TestedNodes>
  /** The types of nodes, each with the JSON Schema of its fields. */
  nodeTypes(): Promise<{ nodeTypes: EditorNodeType[] }>
  /** What a scenario may name here and now: consent categories, integrations, policies, attributes, filters. */
  names(): Promise<ScenarioNames>
  /** What is wrong with a scenario that is not saved and may be half done; nothing is kept. */
  check(scenario: object): Promise<CheckedScenario>
  /** `preview` of a scenario that is not saved. */
  previewUnsaved(scenario: object): Promise<Preview>
  /** The nodes in the clipboard of the vendor's editor, and what `import` says of them. Rejects with `unreadable-file`. */
  read(text: string): Promise<ReadNodes>
  /** The clipboard that the editor of the vendor pastes, and what has to be built there by hand; the scenario may be half done. */
  export(wish: NewScenarioExport): Promise<ExportedScenario>
  /** Keeps the HTML of a mail for a moment: the path where a frame can show it. Nothing is sent. */
  showMail(html: string): Promise<{ path: string }>
  /** `test` of a scenario that is not saved. */
  testUnsaved(scenario: object, input: NewTestRun): Promise<TestedNodes>
  /** URL and example payload of each API trigger, and the calls so far. */
  apiTriggers(id: string): Promise<ApiTriggers>
}

/** Talon.One's outbound notifications. */
export interface NotificationControl {
  /** The subscriptions and the newest 10,000 deliveries, oldest first. */
  list(): Promise<{ subscriptions: NotificationSubscription[]; deliveries: NotificationDelivery[] }>
  /** Rejects with `invalid-notification-url`. */
  subscribe(subscription: NewNotificationSubscription): Promise<NotificationSubscription>
  /** Rejects with `subscription-not-found`. */
  unsubscribe(id: number): Promise<{ deleted: number }>
  /** The same message again, with its id. Rejects with `unknown-delivery`. */
  replay(id: number): Promise<NotificationDelivery>
}

/** Named moments of a world. They are forgotten when it begins anew: by a reset, a restored snapshot, another definition. */
export interface CheckpointControl {
  /** The first one first. */
  list(): Promise<{ checkpoints: Checkpoint[] }>
  /** Rejects with `checkpoint-exists`, `world-busy` while something runs, and `inbox-elsewhere` with a Mailpit of its own. */
  take(name: string): Promise<Checkpoint>
  /** Rejects with `unknown-checkpoint`. */
  delete(name: string): Promise<{ deleted: string }>
}

/** Searches for broken invariants, in worlds of their own: the scenarios as they stand now, from the beginning. */
export interface SearchControl {
  /** The first one first. */
  list(): Promise<{ searches: ShownSearch[] }>
  /** Answers at once. Rejects with `search-running` while another one runs. */
  start(search?: NewSearch): Promise<ShownSearch>
  /** How far it is, and what it has found. Rejects with `unknown-search`. */
  get(id: number): Promise<ShownSearch>
  /** Breaks off the one that runs; what it has found stays. */
  stop(): Promise<{ searches: ShownSearch[] }>
}

/** The worlds of this server. */
export interface WorldControl {
  /** The first one first. */
  list(query?: { environment?: 'none' }): Promise<{ worlds: World[] }>
  /**
   * Forks one, unless told the one that is asked. Rejects with `unknown-world`, `world-exists`, `world-busy` while something runs in it,
   * `too-many-worlds` and `worlds-too-large`.
   */
  create(world?: NewWorld, query?: { environment?: 'none' }): Promise<World>
  /** Rejects with `unknown-world`, or `first-world` for the one that the server was started with. */
  delete(id: string): Promise<{ deleted: string }>
}
