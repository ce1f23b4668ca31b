// The shape of every node, in the words of the scenario editor: triggers, operators, actions. What a node does lives in
// `nodes/`; what a whole scenario must look like in `definition.ts`.
import { z } from 'zod'
import { parseInstant } from '../../kit/duration.ts'
import { durationText, instantText, timeOfDay, timeZoneName } from '../../kit/time-schemas.ts'
import { GENERAL_CONSENT } from '../consents/consent-categories.ts'
import { conditionSchema, propertyFilterSchema } from '../customers/filter-schemas.ts'
import { hasJinja } from '../jinja/has-jinja.ts'
import { HEADER_NAME, whyNoMailHeader } from './header-name.ts'

const id = z.int().min(1).max(9_999)
const common = { id, name: z.string().min(1).optional() }
const template = z.string()
const templates = z.record(z.string().min(1), template)

const now = z.strictObject({ ...common, type: z.literal('now') })

const onDate = z.strictObject({ ...common, type: z.literal('on_date'), at: instantText })

export const WEEKDAYS = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const

const repeat = z.strictObject({
  ...common,
  type: z.literal('repeat'),
  every: z.enum(['hour', 'day', 'week', 'month']),
  /** The local time of day; for `hour` only its minutes count. */
  at: timeOfDay.default('00:00'),
  /** For `week`. */
  weekdays: z.array(z.enum(WEEKDAYS)).min(1).optional(),
  /** For `month`; a day that a month does not have is its last one. */
  dayOfMonth: z.int().min(1).max(31).optional(),
  timeZone: timeZoneName.default('UTC'),
  from: instantText.optional(),
  until: instantText.optional(),
})

const onEvent = z.strictObject({
  ...common,
  type: z.literal('on_event'),
  event: z.string().min(1),
  filter: z.array(propertyFilterSchema).default([]),
})

const apiTrigger = z.strictObject({
  ...common,
  type: z.literal('api_trigger'),
  parameters: z
    .record(
      z.string().regex(/^[A-Za-z_]\w*$/, 'expected a name of letters, digits and underscores'),
      z.strictObject({
        type: z.enum(['string', 'number', 'boolean', 'list', 'object']),
        required: z.boolean().default(true),
      }),
    )
    .default({}),
  /** [D] api-trigger: one request in this many seconds, the excess is 429. */
  windowSeconds: z.number().min(0).optional(),
})

const wait = z
  .strictObject({
    ...common,
    type: z.literal('wait'),
    /** A fixed length ("1 minute") or a dynamic one in Jinja, counted in `unit`. */
    period: z.string().min(1).optional(),
    unit: z.enum(['seconds', 'minutes', 'hours', 'days', 'weeks']).optional(),
    /** Until an instant, fixed or in Jinja (an instant or Unix seconds). */
    until: z.string().min(1).optional(),
    /** Until the customer has this event, at the latest until the timeout. */
    event: z
      .strictObject({ type: z.string().min(1), filter: z.array(propertyFilterSchema).default([]) })
      .optional(),
    timeout: durationText.optional(),
    /** Until the local time is within these hours: quiet hours are the others. */
    hours: z
      .strictObject({ from: timeOfDay, to: timeOfDay, timeZone: timeZoneName.default('UTC') })
      .optional(),
  })
  .check(ctx => {
    const { period, unit, until, event, timeout, hours } = ctx.value
    const refuse = (path: string, message: string) =>
      ctx.issues.push({ code: 'custom', path: [path], message, input: ctx.value })
    const ways = [period, until, event, hours].filter(way => way !== undefined).length
    if (ways !== 1) refuse('period', 'expected exactly one of period, until, event and hours')
    if (period !== undefined && !hasJinja(period) && !durationText.safeParse(period).success) {
      refuse('period', 'expected a length of time such as "1 minute", or Jinja with a unit')
    }
    if (period !== undefined && hasJinja(period) && unit === undefined) {
      refuse('unit', 'expected the unit that the dynamic period counts in, such as "hours"')
    }
    if (unit !== undefined && (period === undefined || !hasJinja(period))) {
      refuse('unit', 'a unit belongs to a period in Jinja only')
    }
    if (until !== undefined && !hasJinja(until) && parseInstant(until) === undefined) {
      refuse('until', 'expected an instant such as "2026-01-10T09:00:00Z", or Jinja')
    }
    if ((event === undefined) !== (timeout === undefined)) {
      refuse('timeout', 'a wait for an event and its timeout go together')
    }
  })

const condition = z.strictObject({ ...common, type: z.literal('condition'), if: conditionSchema })

const abSplit = z
  .strictObject({
    ...common,
    type: z.literal('ab_split'),
    variants: z.array(z.strictObject({ name: z.string().min(1), share: z.number().min(0).max(100) })).min(2),
  })
  .check(ctx => {
    const { variants } = ctx.value
    const refuse = (message: string) =>
      ctx.issues.push({ code: 'custom', path: ['variants'], message, input: variants })
    const total = variants.reduce((sum, { share }) => sum + share, 0)
    if (Math.abs(total - 100) > 0.01) refuse(`the shares add up to ${total}, expected 100`)
    if (new Set(variants.map(({ name }) => name)).size !== variants.length) {
      refuse('two variants have the same name')
    }
  })

const setAttribute = z.strictObject({ ...common, type: z.literal('set_attribute'), attributes: templates })

const addEvent = z.strictObject({
  ...common,
  type: z.literal('add_event'),
  event: z.string().min(1),
  attributes: templates.default({}),
  /** Custom timestamp: Unix seconds, usually in Jinja. */
  timestamp: z.string().min(1).optional(),
  allowScenarioTriggering: z.boolean().default(false),
})

const limit = z.strictObject({
  ...common,
  type: z.literal('limit'),
  customers: z.int().min(0),
  /** Counted in windows of this length; without it, since the start. */
  per: durationText.optional(),
})

/** What every action may say about whom it may reach. */
export const gate = {
  consentCategory: z.string().min(1).optional(),
  generalConsent: z.boolean().optional(),
  frequencyPolicy: z.string().min(1).optional(),
}

export const headerSchema = z.strictObject({
  name: z.string().regex(HEADER_NAME, 'expected the name of an HTTP header'),
  value: z.string(),
  visibility: z.enum(['public', 'secret']).default('public'),
})

/** A whole number written in Jinja's place-holder is text until it is rendered, so payloads are templates too. */
const payload = z.union([template, z.record(z.string(), z.json()), z.array(z.json())])

export const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

const webhook = z
  .strictObject({
    ...common,
    ...gate,
    type: z.literal('webhook'),
    method: z.enum(METHODS).optional(),
    url: template.min(1).optional(),
    headers: z.array(headerSchema).default([]),
    payload: payload.optional(),
    payloadType: z.enum(['json', 'text', 'xml']).default('json'),
    response: z.enum(['discard', 'text', 'json']).default('discard'),
    authentication: z.string().min(1).optional(),
    /** The name of a webhook preset, and what its template parameters stand for. */
    preset: z.string().min(1).optional(),
    parameters: templates.optional(),
    /** Extra properties on the campaign event. */
    eventProperties: templates.optional(),
    /** [D] throughput-policy: how many of its requests are on their way at once. */
    throughputPolicy: z.string().min(1).optional(),
    /** [D] batch-webhook-settings: a root template over the texts that the customer template gives. */
    batch: z
      .strictObject({ root: template, customer: template, size: z.int().min(1).max(1_000).default(100) })
      .optional(),
  })
  .check(ctx => {
    const { preset, url, parameters, payload: body, batch, response } = ctx.value
    const refuse = (path: string, message: string) =>
      ctx.issues.push({ code: 'custom', path: [path], message, input: ctx.value })
    if (preset === undefined && url === undefined) refuse('url', 'expected a url, or the name of a preset')
    if (preset !== undefined && url !== undefined) refuse('url', 'the url comes from the preset')
    if (preset === undefined && parameters !== undefined)
      refuse('parameters', 'parameters belong to a preset')
    if (batch !== undefined && body !== undefined)
      refuse('payload', 'a batch webhook has a root template instead')
    if (batch !== undefined && response !== 'discard') {
      refuse('response', 'the answer to a batch belongs to no single customer, so it can only be discarded')
    }
  })

/** A line break in a header would start another one. */
const oneLine = z.string().regex(/^[^\r\n\0]*$/, 'expected one line')

const recipients = z.union([z.literal('matching'), z.strictObject({ manual: template.min(1) })])

const variant = z.strictObject({
  subject: template.optional(),
  html: template.optional(),
  text: template.optional(),
  preheader: template.optional(),
})

const email = z
  .strictObject({
    ...common,
    ...gate,
    type: z.literal('email'),
    subject: template.min(1),
    html: template.optional(),
    text: template.optional(),
    preheader: template.optional(),
    from: z.strictObject({ name: oneLine.optional(), address: z.email() }).optional(),
    recipients: recipients.default('matching'),
    headers: templates.optional(),
    /** Chosen by the customer's attribute `language`; the node's own texts are the default language. */
    languages: z.record(z.string().min(2), variant).optional(),
    /** Rewrites links so that clicks are seen and UTM parameters are added. */
    linkTransformation: z.enum(['automatic', 'manual', 'off']).optional(),
    utm: z.record(z.string().min(1), template).optional(),
    eventProperties: templates.optional(),
  })
  .check(ctx => {
    const { html, text, headers = {}, consentCategory, generalConsent } = ctx.value
    const refuse = (path: string, message: string) =>
      ctx.issues.push({ code: 'custom', path: [path], message, input: ctx.value })
    if (html === undefined && text === undefined) refuse('html', 'expected html, text or both')
    const unsubscribes = generalConsent !== true && consentCategory !== GENERAL_CONSENT
    for (const name of Object.keys(headers)) {
      const problem = whyNoMailHeader(name, unsubscribes ? 'with-unsubscribe' : 'without-unsubscribe')
      if (problem !== undefined) refuse('headers', problem)
    }
  })

const message = z.strictObject({
  ...common,
  ...gate,
  type: z.literal('sms'),
  text: template.min(1),
  sender: z.string().optional(),
  recipients: recipients.default('matching'),
  languages: z.record(z.string().min(2), z.strictObject({ text: template.min(1) })).optional(),
  eventProperties: templates.optional(),
})

const push = z.strictObject({
  ...common,
  ...gate,
  type: z.literal('push'),
  channel: z.enum(['mobile', 'web']).default('mobile'),
  title: template.min(1),
  text: template.default(''),
  url: template.optional(),
  languages: z
    .record(z.string().min(2), z.strictObject({ title: template.min(1), text: template.default('') }))
    .optional(),
  eventProperties: templates.optional(),
})

export const nodeSchema = z.discriminatedUnion('type', [
  now,
  onDate,
  repeat,
  onEvent,
  apiTrigger,
  wait,
  condition,
  abSplit,
  setAttribute,
  addEvent,
  limit,
  webhook,
  email,
  message,
  push,
])

export type ScenarioNode = z.output<typeof nodeSchema>
export type NodeType = ScenarioNode['type']
export type NodeOf<T extends NodeType> = Extract<ScenarioNode, { type: T }>
export type TriggerType = 'now' | 'on_date' | 'repeat' | 'on_event' | 'api_trigger'
export type ActionType = 'webhook' | 'email' | 'sms' | 'push'

const TRIGGERS: ReadonlySet<string> = new Set<TriggerType>([
  'now',
  'on_date',
  'repeat',
  'on_event',
  'api_trigger',
])
const ACTIONS: ReadonlySet<string> = new Set<ActionType>(['webhook', 'email', 'sms', 'push'])

export const isTrigger = (node: ScenarioNode): node is NodeOf<TriggerType> => TRIGGERS.has(node.type)
export const isAction = (node: ScenarioNode): node is NodeOf<ActionType> => ACTIONS.has(node.type)
