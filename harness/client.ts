// Calls to the control API, used by the library, the command line and the pages: the same door as a stranger's. What a
// call takes and answers is read from the operation itself.
import type { z } from 'zod'
import { type ErrorBody, SandboxError } from '../mocks/kit/sandbox-error.ts'
import type { Project } from './control-api/bloomreach/project.ts'
import type { Explanation } from './control-api/happened/explain.ts'
import type {
  CustomerStory,
  JournalPage,
  JournalQuery,
  TimelineQuery,
} from './control-api/happened/journal.ts'
import type { ControlOperation } from './control-api/operations.ts'
import type { Ready } from './control-api/ready.ts'
import type { Changes, ChangesQuery, Rewound } from './control-api/worlds/checkpoints.ts'
import type {
  CheckpointControl,
  ClockControl,
  ConsentCategoryControl,
  CustomerControl,
  FaultControl,
  IntegrationControl,
  NotificationControl,
  Patience,
  RequestControl,
  ScenarioControl,
  SearchControl,
  SettingControl,
  VoucherControl,
  WorldControl,
} from './controls.ts'

export type SendRequest = (path: string, init?: RequestInit) => Promise<Response>

/** Everything that the control API offers, as calls. */
export interface Client {
  ready(): Promise<Ready>
  /** Back to the loaded world with the same seed; the inbox is emptied. */
  reset(): Promise<Ready>
  /**
   * Resolves when nothing runs and, on a fast clock, nothing is due; on the real clock it waits for real. Rejects with
   * `endless-run` when a fast clock goes round in a loop, and with `clock-timeout`, which says who holds the clock.
   */
  settle(patience?: Patience): Promise<{ now: string }>
  clock: ClockControl
  /**
   * What happened, oldest first: entries after a seq, of a kind, of a customer (any id); 1,000 unless `limit` says
   * otherwise. Rejects with `customer-not-found`.
   */
  journal(query?: JournalQuery): Promise<JournalPage>
  /** One customer's story in order, across both vendors and the inbox. Rejects with `customer-not-found`. */
  timeline(customer: string, query?: TimelineQuery): Promise<CustomerStory>
  requests: RequestControl
  /**
   * Why a request was answered so, by its `x-sandbox-request-id`; or where the values of a mail came from, by its id in the
   * inbox. Rejects with `not-explained`.
   */
  explain(id: string): Promise<Explanation>
  faults: FaultControl
  integrations: IntegrationControl
  consentCategories: ConsentCategoryControl
  customers: CustomerControl
  /** What else the settings of Bloomreach's project hold. */
  project(): Promise<Project>
  settings: SettingControl
  vouchers: VoucherControl
  scenarios: ScenarioControl
  notifications: NotificationControl
  worlds: WorldControl
  checkpoints: CheckpointControl
  searches: SearchControl
  /**
   * What was added, changed and removed since a checkpoint or an entry of the journal, and by whose request; `by: 'house'` or `'store'`
   * counts it. Rejects with `unknown-checkpoint`, and with `too-long-ago` for what is not recorded.
   */
  changes(query: ChangesQuery): Promise<Changes>
  /**
   * Back to a checkpoint, or to an entry of the journal: state, clock, what waits, faults, chance and mails are as they were. What is taken
   * back stays a branch of the journal: `journal({ branch })`. Rejects as `changes` does, and with `world-busy` while something runs.
   */
  rewind(to: string | number): Promise<Rewound>
}

type OperationAt<M, P> = Extract<ControlOperation, { method: M; path: P }>
type AnswerAt<M, P> = z.output<OperationAt<M, P>['answer']>

/** `params` stand in the path, percent-encoded. */
interface Input {
  params?: Record<string, string | number>
  query?: Record<string, string | number | undefined>
  body?: unknown
}

export function createClient(send: SendRequest): Client {
  async function call<M extends ControlOperation['method'], P extends ControlOperation['path']>(
    method: M,
    path: P,
    { params = {}, query = {}, body }: Input = {},
  ): Promise<AnswerAt<M, P>> {
    const init: RequestInit = { method: method.toUpperCase() }
    if (body !== undefined) {
      init.body = JSON.stringify(body)
      init.headers = { 'content-type': 'application/json' }
    }
    const response = await send(`/_sandbox${filled(path, params)}${searchOf(query)}`, init)
    return answerOf(response)
  }
  return {
    ready: () => call('get', '/ready'),
    reset: () => call('post', '/reset'),
    settle: ({ timeout } = {}) => call('post', '/settle', { body: { timeout } }),
    clock: {
      state: () => call('get', '/clock'),
      waiting: (query = {}) => call('get', '/clock/waiting', { query: { ...query } }),
      advance: (by, { timeout } = {}) => call('post', '/clock/advance', { body: { by, timeout } }),
      advanceTo: (to, { timeout } = {}) => call('post', '/clock/advance', { body: { to, timeout } }),
      cancel: () => call('delete', '/clock/advance'),
    },
    journal: (query = {}) => call('get', '/journal', { query: { ...query } }),
    timeline: (id, query = {}) =>
      call('get', '/customers/{id}/timeline', { params: { id }, query: { ...query } }),
    requests: {
      list: (query = {}) => call('get', '/requests', { query: { ...query } }),
      get: id => call('get', '/requests/{id}', { params: { id } }),
      replay: id => call('post', '/requests/{id}/replay', { params: { id } }),
    },
    explain: id => call('get', '/explain/{id}', { params: { id } }),
    faults: {
      list: () => call('get', '/faults'),
      add: body => call('post', '/faults', { body }),
      remove: id => call('delete', '/faults/{id}', { params: { id } }),
      clear: () => call('delete', '/faults'),
    },
    integrations: {
      list: () => call('get', '/bloomreach/integrations'),
      create: body => call('post', '/bloomreach/integrations', { body }),
      get: id => call('get', '/bloomreach/integrations/{id}', { params: { id } }),
      replace: (id, body) => call('put', '/bloomreach/integrations/{id}', { params: { id }, body }),
      delete: id => call('delete', '/bloomreach/integrations/{id}', { params: { id } }),
      test: id => call('post', '/bloomreach/integrations/{id}/test', { params: { id } }),
    },
    consentCategories: {
      list: () => call('get', '/bloomreach/consent-categories'),
      create: body => call('post', '/bloomreach/consent-categories', { body }),
    },
    customers: {
      list: (query = {}) => call('get', '/bloomreach/customers', { query: { ...query } }),
      get: id => call('get', '/bloomreach/customers/{id}', { params: { id } }),
      createProfile: (application, body) =>
        call('post', '/talon-one/applications/{application}/profiles', { params: { application }, body }),
    },
    project: () => call('get', '/bloomreach/project'),
    settings: {
      list: () => call('get', '/bloomreach/settings'),
      put: (part, name, body) =>
        call('put', '/bloomreach/settings/{part}/{name}', { params: { part, name }, body }),
      delete: (part, name) =>
        call('delete', '/bloomreach/settings/{part}/{name}', { params: { part, name } }),
    },
    vouchers: {
      list: () => call('get', '/bloomreach/voucher-pools'),
      get: name => call('get', '/bloomreach/voucher-pools/{name}', { params: { name } }),
      import: (name, body) =>
        call('post', '/bloomreach/voucher-pools/{name}/import', { params: { name }, body }),
    },
    scenarios: {
      list: () => call('get', '/bloomreach/scenarios'),
      create: body => call('post', '/bloomreach/scenarios', { body }),
      get: id => call('get', '/bloomreach/scenarios/{id}', { params: { id } }),
      replace: (id, body) => call('put', '/bloomreach/scenarios/{id}', { params: { id }, body }),
      delete: id => call('delete', '/bloomreach/scenarios/{id}', { params: { id } }),
      preview: id => call('post', '/bloomreach/scenarios/{id}/preview', { params: { id } }),
      start: id => call('post', '/bloomreach/scenarios/{id}/start', { params: { id } }),
      stop: id => call('post', '/bloomreach/scenarios/{id}/stop', { params: { id } }),
      evaluation: id => call('get', '/bloomreach/scenarios/{id}/evaluation', { params: { id } }),
      behind: (id, query) =>
        call('get', '/bloomreach/scenarios/{id}/evaluation/customers', {
          params: { id },
          query: { ...query },
        }),
      versions: id => call('get', '/bloomreach/scenarios/{id}/versions', { params: { id } }),
      diff: (id, from, to) =>
        call('get', '/bloomreach/scenarios/{id}/versions/diff', { params: { id }, query: { from, to } }),
      restore: (id, number) =>
        call('post', '/bloomreach/scenarios/{id}/versions/{number}/restore', { params: { id, number } }),
      test: (id, body) => call('post', '/bloomreach/scenarios/{id}/test', { params: { id }, body }),
      nodeTypes: () => call('get', '/bloomreach/node-types'),
      names: () => call('get', '/bloomreach/scenario-names'),
      check: scenario => call('post', '/bloomreach/scenario-check', { body: { scenario } }),
      previewUnsaved: scenario => call('post', '/bloomreach/scenario-preview', { body: { scenario } }),
      read: text => call('post', '/bloomreach/scenario-reading', { body: { text } }),
      export: body => call('post', '/bloomreach/scenario-export', { body }),
      showMail: html => call('post', '/drafted-mails', { body: { html } }),
      testUnsaved: (scenario, input) =>
        call('post', '/bloomreach/scenario-test', { body: { scenario, ...input } }),
      apiTriggers: id => call('get', '/bloomreach/scenarios/{id}/api-triggers', { params: { id } }),
    },
    notifications: {
      list: () => call('get', '/talon-one/notifications'),
      subscribe: body => call('post', '/talon-one/notifications', { body }),
      unsubscribe: id => call('delete', '/talon-one/notifications/{id}', { params: { id } }),
      replay: id => call('post', '/talon-one/notifications/deliveries/{id}/replay', { params: { id } }),
    },
    checkpoints: {
      list: () => call('get', '/checkpoints'),
      take: name => call('post', '/checkpoints', { body: { name } }),
      delete: name => call('delete', '/checkpoints/{name}', { params: { name } }),
    },
    searches: {
      list: () => call('get', '/searches'),
      start: (body = {}) => call('post', '/searches', { body }),
      get: id => call('get', '/searches/{id}', { params: { id } }),
      stop: () => call('delete', '/searches/running'),
    },
    changes: query => call('get', '/changes', { query: { ...query } }),
    rewind: to => call('post', '/rewind', { body: { to } }),
    worlds: {
      list: (query = {}) => call('get', '/worlds', { query: { ...query } }),
      create: (body = {}, query = {}) => call('post', '/worlds', { body, query: { ...query } }),
      delete: id => call('delete', '/worlds/{id}', { params: { id } }),
    },
  }
}

function filled(path: string, params: Record<string, string | number>): string {
  let whole = path
  for (const [name, value] of Object.entries(params)) {
    whole = whole.replace(`{${name}}`, () => encodeURIComponent(value))
  }
  return whole
}

function searchOf(query: Record<string, string | number | undefined>): string {
  const given = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)]],
  )
  return given.length === 0 ? '' : `?${new URLSearchParams(given)}`
}

/** An error of the control API becomes the SandboxError that it was on the other side. */
async function answerOf<T>(response: Response): Promise<T> {
  const answer = (await response.json()) as { error?: ErrorBody }
  if (response.ok) return answer as T
  throw SandboxError.fromBody(answer.error ?? { code: 'unknown', message: `status ${response.status}` })
}
