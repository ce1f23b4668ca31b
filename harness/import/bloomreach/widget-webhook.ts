// The `webhook` object of the widget protocol, which becomes a scenario: Now, then the webhook. [D] configure-and-implement-widget-
// webhooks; [C] a page by an employee of the vendor. The object is 1:1; how the editor wraps it in a node is not public.
import { z } from 'zod'
import { nodeSchema } from '../../../mocks/bloomreach/definition/node-schemas.ts'
import type { NodeInput } from '../clipboard/node-format.ts'
import { ProjectIds } from '../clipboard/project-ids.ts'
import {
  type Columns,
  columnsOf,
  guessed,
  ignored,
  isEmpty,
  type Path,
  refused,
  understood,
} from '../columns.ts'
import type { Format, Imported, ReadingOptions } from '../format.ts'
import type { InputFile } from '../input-file.ts'
import { type Fields, isObject } from '../shapes.ts'
import { filesOfScenario } from '../written/scenario-files.ts'

const isWebhook = (one: unknown): one is Fields =>
  isObject(one) && 'url' in one && 'method' in one && 'response_handling' in one

export const widgetWebhook: Format = {
  id: 'widget-webhook',
  called: 'Bloomreach widget webhook, JSON',
  grade: '[D] configure-and-implement-widget-webhooks; [C] a page by the vendor’s employee',
  recognises: ({ document }) => isWebhook(document) || (isObject(document) && isWebhook(document.webhook)),
  read,
}

const shape = z.looseObject({
  url: z.string(),
  method: z.string(),
  response_handling: z.string(),
  general_consent: z.boolean().nullish(),
  consent_category: z.string().nullish(),
  frequency_policy: z.string().nullish(),
  body: z.string().nullish(),
  headers: z
    .array(
      z.looseObject({
        name: z.string(),
        value: z.string().nullish(),
        type: z.enum(['public', 'secret']).nullish(),
      }),
    )
    .nullish(),
  auth: z
    .looseObject({ type: z.literal('basic'), username: z.string(), password: z.string().nullish() })
    .nullish(),
  event_properties: z.record(z.string(), z.string()).nullish(),
})

type Webhook = z.output<typeof shape>

const COLUMNS: Columns = {
  url: understood('url'),
  method: understood('method'),
  response_handling: understood('response'),
  general_consent: value => (value === true ? understood('generalConsent') : ignored('no general consent')),
  consent_category: value => (isEmpty(value) ? ignored('no category') : understood('consentCategory')),
  frequency_policy: value =>
    isEmpty(value)
      ? ignored('no policy')
      : guessed('frequencyPolicy: a place in the world holds it', 'the limits of the policy'),
  body: value => (isEmpty(value) ? ignored('no body') : understood('payload')),
  headers: value => (Array.isArray(value) ? ignored('no header') : understood('headers')),
  auth: value => (value === null ? ignored('no authentication') : understood('authentication, in the world')),
  event_properties: value => (isEmpty(value) ? ignored('none') : understood('eventProperties')),
  parametrized_parts: value =>
    isEmpty(value) ? ignored('none') : refused('the form of parametrized parts is not public'),
}

function read(input: InputFile, options: ReadingOptions): Imported {
  const isBare = isWebhook(input.document)
  const path: Path = isBare ? [] : ['webhook']
  const given = isBare ? input.document : (input.document as Fields).webhook
  const ids = new ProjectIds()
  const { node, integration, problem } = readNode(given, ids, options.name)
  const columns =
    problem === undefined
      ? Object.fromEntries(Object.entries(COLUMNS).map(([way, row]) => [[...path, way].join('.'), row]))
      : { [path.join('.')]: refused(problem) }
  const entries = columnsOf(input.document, {
    version: ignored('of the protocol'),
    type: ignored('the kind of the message'),
    widget_state: ignored('the widget’s own'),
    ...columns,
  })
  const written = filesOfScenario(
    {
      read: [],
      wires: [],
      wireOf: new Map(),
      nodes: [{ id: 1, type: 'now' }, node],
      connections: [[1, 2]],
      loose: [],
      looseConnections: [],
      entries: [],
      remarks: [],
    },
    { input, name: options.name, from: 'a widget webhook', keptAs: 'webhook.json' },
  )
  return {
    entries,
    files: written.files,
    placeholders: ids.placeholders(),
    remarks: ['The trigger Now is this import’s own: a webhook has none.', ...written.remarks],
    world: {
      bloomreach: {
        ...ids.world(),
        ...(integration === undefined ? {} : { integrations: [integration] }),
        scenarios: [written.entry],
      },
    },
  }
}

interface ReadWebhook {
  node: NodeInput
  integration?: object
  /** Why a node that was not imported stands in its place. */
  problem?: string
}

function readNode(given: unknown, ids: ProjectIds, name: string): ReadWebhook {
  const shaped = shape.safeParse(given)
  if (!shaped.success) return stub(`${shaped.error.issues[0]?.path.join('.')} is not as a webhook has it`)
  const found = nodeOf(shaped.data, ids, name)
  const [issue] = nodeSchema.safeParse(found.node).error?.issues ?? []
  return issue === undefined ? found : stub(`${issue.path.join('.')}: ${issue.message}`)
}

const stub = (problem: string): ReadWebhook => ({
  node: { id: 2, type: 'not_imported', vendorType: 'webhook', reason: problem },
  problem,
})

function nodeOf(webhook: Webhook, ids: ProjectIds, name: string): ReadWebhook {
  const {
    consent_category: category,
    frequency_policy: policy,
    event_properties: properties,
    headers,
    body,
    auth,
  } = webhook
  const isGeneral = webhook.general_consent === true
  const integration = auth ? integrationOf(auth, webhook.url, name) : undefined
  const node = {
    id: 2,
    type: 'webhook',
    method: webhook.method,
    url: webhook.url,
    response: webhook.response_handling,
    ...(headers
      ? {
          headers: headers.map(({ name: called, value, type }) => ({
            name: called,
            value: value ?? '',
            visibility: type ?? 'public',
          })),
        }
      : {}),
    ...(body ? { payload: body, payloadType: payloadTypeOf(headers) } : {}),
    ...(isGeneral ? { generalConsent: true } : category ? { consentCategory: ids.category(category) } : {}),
    ...(policy ? { frequencyPolicy: ids.policy(policy) } : {}),
    ...(properties && Object.keys(properties).length > 0 ? { eventProperties: properties } : {}),
    ...(integration === undefined ? {} : { authentication: integration.name }),
  } as NodeInput
  return integration === undefined ? { node } : { node, integration }
}

/** The prefix that credentials are for ends where the template begins. */
function integrationOf(
  auth: NonNullable<Webhook['auth']>,
  url: string,
  name: string,
): { name: string } | undefined {
  const [start = ''] = url.split('{{')
  if (!URL.canParse(start)) return undefined
  const { username, password } = auth
  return {
    type: 'http_authentication_schema',
    name: `${name} credentials`,
    endpoint: new URL(start).origin,
    basic: { username, password: password ?? 'FILL_IN_PASSWORD' },
  } as { name: string }
}

/** [D] webhooks: JSON, text or XML; the object does not say which. */
function payloadTypeOf(headers: Webhook['headers']): 'json' | 'text' | 'xml' {
  const type =
    headers?.find(({ name }) => name.toLowerCase() === 'content-type')?.value?.toLowerCase() ?? 'json'
  return type.includes('json') ? 'json' : type.includes('xml') ? 'xml' : 'text'
}
