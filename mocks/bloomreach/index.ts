// The public face of the house: Bloomreach Engagement, assembled from a world and the ways out.
import type { Hono } from 'hono'
import type { z } from 'zod'
import type { HandIn } from '../kit/handed-in.ts'
import { once } from '../kit/once.ts'
import type { SandboxEnv } from '../kit/record-requests.ts'
import { readShape } from '../kit/shape/findings.ts'
import { shapeError } from '../kit/shape/shape-error.ts'
import type { World } from '../kit/world.ts'
import { createApp } from './app.ts'
import {
  type ConsentCategories,
  type ConsentCategory,
  consentCategorySchema,
} from './consents/consent-categories.ts'
import { holds } from './customers/condition.ts'
import { drawsOf, type House } from './house.ts'
import { RateLimit } from './http/rate-limit.ts'
import { loadRecords } from './load-records.ts'
import { createWriteQueue } from './operations/queued-writes.ts'
import type { MailTransport, TemplateWatch, WebhookFetch } from './outside.ts'
import { createRecords } from './records.ts'
import type { Operation } from './routes/operation.ts'
import { OPERATIONS } from './routes/operation-list.ts'
import { Scenarios } from './scenario/scenarios.ts'
import { bloomreachSettings, type SettingOverrides } from './settings.ts'
import { renderForCustomer } from './visit/dry-visit.ts'
import { attempt } from './visit/template-context.ts'
import { Integrations } from './webhook/integrations.ts'
import { type AuthenticationTest, testAuthentication } from './webhook/test-authentication.ts'
import type { BloomreachWorld } from './world-schema.ts'

export type { MailReceipt, MailTransport, OutgoingMail, WebhookFetch } from './outside.ts'

export interface BloomreachDeps {
  world: World
  settings?: SettingOverrides
  fetch: WebhookFetch
  /** Answers what can be answered without a Request; nothing unless said otherwise. */
  handIn?: HandIn | undefined
  mail: MailTransport
  publicUrl: () => string
  /** Asked who is told of each way that a template of a node takes. */
  onTemplateBranch?: TemplateWatch | undefined
}

/** The `bloomreach:` section of a world; its scenarios may come later, from files of their own. */
export type BloomreachData = Omit<BloomreachWorld, 'scenarios' | 'settings'> &
  Partial<Pick<BloomreachWorld, 'scenarios' | 'settings'>>

export interface Bloomreach
  extends Pick<
    House,
    | 'settings'
    | 'customers'
    | 'events'
    | 'consents'
    | 'integrations'
    | 'voucherPools'
    | 'htmlBlocks'
    | 'snippets'
    | 'analyses'
    | 'recommendations'
    | 'sentMails'
    | 'segmentations'
    | 'frequencyPolicies'
    | 'suppressions'
  > {
  app: Hono<SandboxEnv>
  load(data: BloomreachData): Promise<void>
  readonly projectToken: string
  readonly apiKeyId: string
  readonly apiSecret: string
  consentCategories: Pick<ConsentCategories, 'list' | 'put' | 'delete'> & {
    create(input: unknown): Promise<ConsentCategory>
  }
  /** The button "Test settings" of an HTTP Authentication Schema. */
  testAuthentication(integrationId: string): Promise<AuthenticationTest>
  scenarios: Scenarios
  operations(): readonly Operation[]
}

export function createBloomreach({ settings: overrides, ...deps }: BloomreachDeps): Bloomreach {
  const { world } = deps
  const settings = bloomreachSettings(overrides)
  const integrations = new Integrations({ chance: world.chance })
  world.state.keepAll('bloomreach', { integrations })
  const draws = drawsOf(world.chance)
  const rooms = { ...deps, settings, integrations, draws, ...createRecords({ world, settings }) }
  const house: House = { ...rooms, writeQueue: createWriteQueue(rooms) }
  house.segmentations.judge = (condition, customer) => {
    const render = (template: string) => renderForCustomer(template, customer, house)
    const verdict = attempt(() => holds(condition, { customer, render }, house))
    return verdict.ok && verdict.value
  }
  const scenarios = new Scenarios(house)
  const { access, consentCategories, customers, events, consents, voucherPools } = house
  const { htmlBlocks, snippets, analyses, recommendations, sentMails } = house
  const { segmentations, frequencyPolicies, suppressions } = house
  const rateLimit = new RateLimit(world.clock)
  world.state.keepAll('bloomreach', { rateLimit })
  const app = once(() => createApp({ ...house, scenarios, rateLimit }))
  world.faults.whenAsked(app)
  return {
    get app() {
      return app()
    },
    settings,
    customers,
    events,
    consents,
    integrations,
    voucherPools,
    htmlBlocks,
    snippets,
    analyses,
    recommendations,
    sentMails,
    segmentations,
    frequencyPolicies,
    suppressions,
    scenarios,
    consentCategories: {
      list: () => consentCategories.list(),
      put: category => consentCategories.put(category),
      delete: id => consentCategories.delete(id),
      create: async input => consentCategories.add(parseCategory(input)),
    },
    get projectToken() {
      return access.project.token
    },
    get apiKeyId() {
      return access.privateKey().id
    },
    get apiSecret() {
      return access.privateKey().secret
    },
    async load({ scenarios: definitions = [], settings: own = {}, integrations: list, ...records }) {
      loadRecords(house, { ...records, integrations: list, scenarios: [], settings: own })
      for (const integration of list) integrations.create(integration)
      for (const { start: _, ...definition } of definitions) scenarios.create(definition)
    },
    testAuthentication: id => testAuthentication(house, id),
    operations: () => OPERATIONS,
  }
}

/** The id alone is enough: it is then the name too. */
function parseCategory(input: unknown): z.input<typeof consentCategorySchema> {
  const named =
    typeof input === 'string' ? { id: input, name: input } : withName(input as { id?: unknown } | null)
  const { data, findings } = readShape(consentCategorySchema, named, 'the consent category')
  if (findings === undefined) return data
  throw shapeError('invalid-consent-category', 'Cannot add the consent category', findings)
}

const withName = (input: { id?: unknown } | null) =>
  typeof input === 'object' && input !== null ? { name: input.id, ...input } : input
