// The variables a Bloomreach template sees, built from what the sandbox knows when it renders.

import { typeError } from '../errors.ts'
import { type HostObject, hostFunction, hostObject } from '../host.ts'
import { PyFloat } from '../values/objects.ts'
import { taking, vendorFunction } from './vendor-function.ts'

/** The properties of each item, by its id. */
type CatalogItems = ReadonlyMap<string, Readonly<Record<string, unknown>>>

export interface RecommendationRequest {
  size: number
  fillWithRandom: boolean
  /** As the template gives it. */
  catalogFilter: unknown
}

export interface BloomreachState {
  customer: Readonly<Record<string, unknown>>
  customerIds: Readonly<Record<string, unknown>>
  /** The event that started the run, when one did. */
  event?: Readonly<Record<string, unknown>>
  /** The answers processed so far on this customer's path, oldest first: parsed JSON, or `{ data }` for text. */
  webhooks?: readonly { readonly actionId: number; readonly value: unknown }[]
  consents?: Readonly<Record<string, unknown>>
  /** The addresses of the mail that is being rendered; nowhere else there is such a variable. */
  email?: { readonly view: string; readonly unsubscribe: string }
  /** The address of the consent page. */
  consentPage?: string
  nowMs: number
  /** Whether `time` is a float; whole seconds otherwise. */
  timeIsFloat?: boolean
  sentTimestamp?: number
  project?: { readonly id: string; readonly name: string }
  scenario?: { readonly id: string; readonly name: string }
  action?: { readonly id: string | number; readonly name: string }
  params?: Readonly<Record<string, unknown>>
  customers?: readonly unknown[]
  /** Values of analyses by their ids. */
  aggregates?: Readonly<Record<string, unknown>>
  expressions?: Readonly<Record<string, unknown>>
  segmentations?: Readonly<Record<string, unknown>>
  predictions?: Readonly<Record<string, unknown>>
  metrics?: Readonly<Record<string, unknown>>
  /** Reports by their ids: values under the keys of rows and columns. */
  reports?: Readonly<Record<string, unknown>>
  /** What the HTML block of that id prints with these parameters. */
  blockOf?: (id: string, params: Readonly<Record<string, unknown>>) => string
  /** What the snippet of that name prints: called by `snippet("name")`, or read as `snippets.name`. */
  snippetOf?: (name: string) => string
  snippets?: (name: string) => string
  /** The code that this text gets of a voucher pool. */
  voucherOf?: (pool: string) => string
  /** Catalogs by name: their items by id. */
  catalogs?: Readonly<Record<string, CatalogItems>>
  /** The items of a recommendation. */
  recommend?: (id: string, request: RecommendationRequest) => readonly unknown[]
}

/** Guess: `vouchers("pool")`, `vouchers.pool` and `vouchers["pool"]`. A code is taken when it is read. */
const vouchersVariable = (codeOf: (pool: string) => string): HostObject =>
  hostObject({
    name: 'vouchers',
    read: codeOf,
    call: taking('vouchers', 1, ([pool]) => codeOf(String(pool))),
  })

function blockFunction(blockOf: NonNullable<BloomreachState['blockOf']>): HostObject {
  return vendorFunction('block', 2, ([id, params = {}]) => {
    if (typeof id !== 'string') throw typeError('block: expected the id of an HTML block first')
    if (!isRecord(params)) throw typeError('block: expected its parameters as a mapping')
    return blockOf(id, params)
  })
}

function snippetFunction(snippetOf: (name: string) => string): HostObject {
  return vendorFunction('snippet', 1, ([name]) => {
    if (typeof name !== 'string') throw typeError('snippet: expected the name of a snippet')
    return snippetOf(name)
  })
}

/** What an answer is when there is none: prints nothing, has no fields. */
const NO_ANSWER = {}

function webhookVariable(webhooks: NonNullable<BloomreachState['webhooks']>): HostObject {
  const byNumber = (number: unknown) =>
    Number.isInteger(number) ? webhooks.at(Number(number) - 1)?.value : undefined
  const byAction = (id: unknown) =>
    webhooks.findLast(({ actionId }) => String(actionId) === String(id))?.value
  return hostObject({
    name: 'webhook',
    // [D] using-webhook-responses: the only, or the last, webhook before this node.
    value: webhooks.at(-1)?.value ?? NO_ANSWER,
    attributes: {
      // [D] using-webhook-responses: by the id of its node.
      by_action_id: vendorFunction('by_action_id', 1, ([id]) => byAction(id) ?? NO_ANSWER),
    },
    // [D] using-webhook-responses: the x-th webhook in this customer's path.
    call: taking(
      'webhook',
      1,
      ([number]) => (Number(number) >= 1 ? byNumber(number) : undefined) ?? NO_ANSWER,
    ),
  })
}

function catalogVariable(name: string, items: CatalogItems): HostObject {
  const find = (id: unknown) => {
    const properties = items.get(String(id))
    // Guess: the item knows its id, under the name that the Catalog API and recommendations give it.
    return properties === undefined ? null : { item_id: String(id), ...properties }
  }
  return hostObject({
    name,
    attributes: {
      item_by_id: vendorFunction('item_by_id', 1, ([id]) => find(id)),
      items_by_id: vendorFunction('items_by_id', 1, ([ids]) =>
        Array.isArray(ids) ? ids.map(find).filter(item => item !== null) : [],
      ),
    },
  })
}

/** [D] integrate-recommendations-developer-reference: ten items unless the template says how many. */
const DEFAULT_SIZE = 10

/** [D] integrate-recommendations-developer-reference. Of two spellings the second is that of the other SDKs. */
function recommendationsFunction(recommend: BloomreachState['recommend']): HostObject {
  return hostFunction('recommendations', ([id, second], given) => {
    const size = given.size ?? second ?? DEFAULT_SIZE
    const categories = given.categoryNames ?? []
    if (typeof id !== 'string') throw typeError('recommendations: expected the id of a recommendation first')
    if (!Number.isSafeInteger(size) || Number(size) < 0) {
      throw typeError('recommendations: expected how many items as a whole number')
    }
    if (!Array.isArray(categories) || categories.length > MAX_CATEGORIES) {
      throw typeError(`recommendations: expected categoryNames as a list of at most ${MAX_CATEGORIES}`)
    }
    return (
      recommend?.(id, {
        size: Number(size),
        fillWithRandom: Boolean(given.fill_with_random ?? given.fillWithRandom),
        catalogFilter: given.catalog_filter ?? given.catalogFilter,
      }) ?? []
    )
  })
}

/** [D] integrate-recommendations-developer-reference. */
const MAX_CATEGORIES = 10

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** What stands under a row of keys; null where a key leads nowhere. */
function valueUnder(from: Readonly<Record<string, unknown>>, keys: readonly unknown[]): unknown {
  return keys.reduce<unknown>(
    (part, key) => (isRecord(part) && Object.hasOwn(part, String(key)) ? part[String(key)] : null),
    from,
  )
}

/** Every variable of the dialect; what the state does not say is not defined in the template. */
export function bloomreachContext(state: BloomreachState): Record<string, unknown> {
  const { metrics = {}, reports = {} } = state
  const catalogs = Object.entries(state.catalogs ?? {}).map(
    ([name, items]) => [name, catalogVariable(name, items)] as const,
  )
  return {
    customer: state.customer,
    // Guess: [D] names no such variable; it holds the identifiers by their kind.
    customer_ids: state.customerIds,
    event: state.event,
    webhook:
      state.webhooks === undefined || state.webhooks.length === 0
        ? undefined
        : webhookVariable(state.webhooks),
    // Guess: [D] names no such variable; whether each category is accepted.
    consents: state.consents,
    // [C] footers of live campaigns.
    email: state.email && hostObject({ name: 'email', attributes: state.email }),
    consent: hostObject({ name: 'consent', attributes: { page: state.consentPage ?? '' } }),
    // [D] custom-wait-time: the current time in Unix seconds.
    time: state.timeIsFloat ? new PyFloat(state.nowMs / 1000) : Math.floor(state.nowMs / 1000),
    sent_timestamp: state.sentTimestamp,
    project: state.project,
    scenario: state.scenario,
    action: state.action,
    params: state.params,
    customers: state.customers,
    aggregates: state.aggregates,
    expressions: state.expressions,
    segmentations: state.segmentations,
    predictions: state.predictions,
    // [D] using-jinja: `metrics("<id>")`.
    metrics: vendorFunction('metrics', 1, ([id]) => valueUnder(metrics, [id])),
    // [D] using-jinja: `report_value_by_key("<report>", "<row>", "<column>")`.
    report_value_by_key: vendorFunction('report_value_by_key', Number.POSITIVE_INFINITY, keys =>
      valueUnder(reports, keys),
    ),
    vouchers: state.voucherOf && vouchersVariable(state.voucherOf),
    // [D] html-blocks: `block("<id>", { … })`.
    block: state.blockOf && blockFunction(state.blockOf),
    snippet: state.snippetOf && snippetFunction(state.snippetOf),
    snippets: state.snippets && hostObject({ name: 'snippets', read: state.snippets }),
    catalogs: Object.fromEntries(catalogs),
    recommendations: recommendationsFunction(state.recommend),
  }
}
