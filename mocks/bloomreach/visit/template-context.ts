// What a template may see of a customer on their path, and rendering with it. The variables themselves are the
// dialect's (`jinja/dialect/context.ts`).
import type { Chance } from '../../kit/chance.ts'
import { msToUnixSeconds } from '../../kit/time/duration.ts'
import { keyedOf } from '../analyses/analysis-table.ts'
import type { Customer } from '../customers/customers.ts'
import { calledName, onPaper, type ScenarioNode } from '../definition/node-schemas.ts'
import type { House } from '../house.ts'
import {
  type BloomreachState,
  hasJinja,
  JinjaError,
  type PrintedNothing,
  type RecommendationRequest,
  render,
} from '../jinja/index.ts'
import { consentPageUrl } from '../links/consent-page-url.ts'
import { emailUrls } from '../links/email-urls.ts'
import { contextWithBlocks, type TextWatch, withCalledTexts } from './block-rendering.ts'
import type { Visit } from './step.ts'
import { vendorGrammar } from './vendor-grammar.ts'
import { sendOf, voucherOf } from './voucher-codes.ts'

/** How people call a customer: the hard id, else whatever id there is. */
export function nameOf(customer: Customer | undefined): string {
  if (customer === undefined) return 'a customer'
  return customer.ids.registered ?? Object.values(customer.ids)[0] ?? customer.id
}

const draws = new WeakMap<Chance, () => number>()

/** All templates of a world draw from one stream. */
function drawOf({ world }: House): () => number {
  const known = draws.get(world.chance)
  if (known !== undefined) return known
  const stream = world.chance.stream('bloomreach/jinja')
  const draw = () => stream.float()
  draws.set(world.chance, draw)
  return draw
}

export interface Place {
  node: ScenarioNode
  visit: Visit
  house: House
  /** Template parameters of a preset, or the texts of a batch. */
  params?: Readonly<Record<string, unknown>> | undefined
  customers?: readonly string[] | undefined
  /** The id of the mail that is rendered; without it its links are those of a test. */
  mailId?: string | undefined
  /** Told of what is printed as nothing because it is missing. */
  onNothing?: ((printed: PrintedNothing) => void) | undefined
  /** Of a text that is rendered once more, to be explained. */
  again?: Again | undefined
}

/** As of then, and nothing is drawn for it. */
export interface Again {
  at: number
  watch(template: string): TextWatch
}

/** Renders, or throws the template's JinjaError. Text without Jinja is taken as it is. */
export function renderText(template: string, place: Place): string {
  const { onNothing, again } = place
  const watch = again?.watch(template)
  if (!hasJinja(template)) {
    watch?.text(template)
    return template
  }
  const now = again?.at ?? place.house.world.clock.now()
  const options = {
    random: again === undefined ? drawOf(place.house) : () => 0.5,
    now,
    ...vendorGrammar(place.house),
    ...(onNothing && { onNothing }),
    ...(watch && { watch }),
    ...watching(template, place),
  }
  return render(
    template,
    contextWithBlocks(stateFor(withCalledTexts(template, place.house), place, now), place.house, options),
    options,
  )
}

/** A test run takes no way of a scenario. */
function watching(template: string, { node, visit, house: { onTemplateBranch } }: Place) {
  if (onTemplateBranch === undefined || visit.isTest) return undefined
  const onBranch = onTemplateBranch(visit.scenario.id, node.id, template)
  return onBranch && { onBranch }
}

function stateFor(template: string, { node, visit, house, params, customers, mailId }: Place, now: number) {
  const { customer, run, scenario } = visit
  const state: BloomreachState = {
    ...customerState(template, customer, house),
    webhooks: run.webhooks.map(({ actionId, data, response }) => ({
      actionId,
      value: response === 'text' ? { data } : data,
    })),
    nowMs: now,
    sentTimestamp: msToUnixSeconds(now),
    scenario: { id: scenario.id, name: scenario.name },
    action: { id: node.id, name: calledName(node) },
    // [D] consent-page: the link works only in live campaigns.
    consentPage: consentPageUrl(house.publicUrl(), visit.isTest ? undefined : customer.id),
  }
  if (template.includes('vouchers')) state.voucherOf = pool => voucherOf(pool, sendOf(visit), house)
  if (onPaper(node).gives(node).includes('email')) state.email = emailUrls(house.publicUrl(), mailId)
  // Each event has the time at which it was tracked beside its properties, which go first.
  if (run.event !== undefined) {
    state.event = { timestamp: run.event.timestamp, ...run.event.properties }
  }
  const given = params ?? run.params
  if (given !== undefined) state.params = given
  if (customers !== undefined) state.customers = customers
  return state
}

/** What a template sees of a customer and the project wherever it stands. */
export function customerState(
  template: string,
  customer: Customer,
  house: Pick<
    House,
    | 'access'
    | 'analyses'
    | 'catalogs'
    | 'consentCategories'
    | 'consents'
    | 'recommendations'
    | 'segmentations'
  >,
) {
  const { project } = house.access
  const { metrics, reports } = house.analyses.project
  const { aggregates, expressions, predictions } = house.analyses.of(customer.id)
  return {
    customer: customer.properties,
    customerIds: { ...customer.ids },
    project: { id: project.id, name: project.name },
    metrics,
    aggregates,
    expressions,
    predictions,
    recommend: (id: string, request: RecommendationRequest) =>
      house.recommendations.recommend(customer.id, id, request),
    // These cost a look at every report, catalog, category or segmentation, so only where the template names them.
    ...(template.includes('report_value') ? { reports: keyedReports(reports) } : {}),
    ...(template.includes('catalogs') ? { catalogs: itemsByName(house) } : {}),
    ...(template.includes('consents') ? { consents: consentsOf(customer, house) } : {}),
    ...(template.includes('segmentations') ? { segmentations: segmentsOf(customer, house) } : {}),
  }
}

const keyedReports = (reports: House['analyses']['project']['reports']) =>
  Object.fromEntries(Object.entries(reports).map(([id, report]) => [id, keyedOf(report)] as const))

const itemsByName = ({ catalogs }: Pick<House, 'catalogs'>) =>
  Object.fromEntries(catalogs.list().map(({ name, items }) => [name, items] as const))

const consentsOf = (
  customer: Customer,
  { consentCategories, consents }: Pick<House, 'consentCategories' | 'consents'>,
) =>
  Object.fromEntries(
    consentCategories.list().map(({ id }) => [id, consents.isValid(customer.id, id).valid] as const),
  )

const segmentsOf = (customer: Customer, { segmentations }: Pick<House, 'segmentations'>) =>
  Object.fromEntries(
    segmentations
      .list()
      .flatMap(({ id, name }) =>
        [id, name].map(key => [key, segmentations.segmentOf(customer.id, key)] as const),
      ),
  )

/** Runs `work`, which renders; a template's error becomes a value. Other errors are bugs and go on. */
export function attempt<T>(work: () => T): { ok: true; value: T } | { ok: false; error: JinjaError } {
  try {
    return { ok: true, value: work() }
  } catch (error) {
    if (error instanceof JinjaError) return { ok: false, error }
    throw error
  }
}

/** One line for a message: "UndefinedError: 'webhook' is undefined (line 2, column 4)". */
export function describeError({ name, message, line, column }: JinjaError): string {
  const place = line === undefined ? '' : ` (line ${line}, column ${column})`
  return `${name}: ${message}${place}`
}
