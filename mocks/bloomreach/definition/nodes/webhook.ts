// Webhook: one HTTP request for a customer, or for a batch of them.
import { z } from 'zod'
import { danglingGates, danglingName, danglingParameters } from '../dangling.ts'
import { type Void, withoutEffect } from '../effect-advice.ts'
import {
  common,
  gate,
  METHODS,
  parameters,
  refuseTwoConsents,
  refusing,
  sent,
  template,
  templates,
} from '../node-fields.ts'
import { ACTION, type ActionOnPaper, ONE_NODE } from '../on-paper.ts'

const schema = z
  .strictObject({
    ...common,
    ...gate,
    type: z.literal('webhook').meta({
      title: 'Webhook',
      description: 'Sends one HTTP request for a customer, or for a batch of them.',
    }),
    method: z.enum(METHODS).optional().describe('The HTTP method; without it GET, or the preset’s.'),
    url: template
      .min(1)
      .optional()
      .describe('Where the request goes, in Jinja; the vendors’ real host names lead to the emulators.'),
    ...sent,
    response: z
      .enum(['discard', 'text', 'json'])
      .default('discard')
      .describe('What becomes of the answer: text or json is there for later nodes as {{ webhook }}.'),
    authentication: z
      .string()
      .min(1)
      .optional()
      .describe('The HTTP authentication of the project that adds its headers, by name.'),
    preset: z
      .string()
      .min(1)
      .optional()
      .describe('The webhook preset of the project that it starts from, by name.'),
    /** [D] webhooks: the Parameters tab. What the template parameters of its texts, or of its preset, stand for. */
    parameters: parameters
      .optional()
      .describe('What the template parameters of its texts, or of its preset, stand for.'),
    eventProperties: templates.optional().describe('Extra properties of its campaign events, each in Jinja.'),
    /** [D] throughput-policy: how many of its requests are on their way at once. */
    throughputPolicy: z
      .string()
      .min(1)
      .optional()
      .describe(
        'The throughput policy that says how many of its requests are on their way at once, by name.',
      ),
    /** [D] batch-webhook-settings: a root template over the texts that the customer template gives. */
    batch: z
      .strictObject({
        root: template.describe('The whole body, with the customers’ texts inside.'),
        customer: template.describe('The text of one customer.'),
        size: z
          .int()
          .min(1)
          .max(1_000)
          .default(100)
          .describe('How many customers one request holds at most.'),
      })
      .optional()
      .describe(
        'One request for many customers: a root template over the texts that the customer template gives.',
      ),
  })
  .check(ctx => {
    const { preset, url, payload: body, batch, response } = ctx.value
    const refuse = refusing(ctx)
    refuseTwoConsents(ctx)
    if (preset === undefined && url === undefined) refuse('url', 'expected a url, or the name of a preset')
    if (preset !== undefined && url !== undefined) refuse('url', 'the url comes from the preset')
    if (batch !== undefined && body !== undefined)
      refuse('payload', 'a batch webhook has a root template instead')
    if (batch !== undefined && response !== 'discard') {
      refuse('response', 'the answer to a batch belongs to no single customer, so it can only be discarded')
    }
  })

function voidIn({ method, payload: body, batch }: Omit<z.output<typeof schema>, 'id'>): Void[] {
  if (method !== 'GET') return []
  const field = body === undefined ? (batch === undefined ? undefined : 'batch') : 'payload'
  return field === undefined ? [] : [[field, 'a GET request has no body']]
}

export const webhook = {
  ...ACTION,
  schema,
  called: 'webhook',
  isMessage: false,
  actionType: (_, { webhookActionType }) => webhookActionType,
  advice: ({ id, ...node }, path) => withoutEffect(id, path, voidIn(node)),
  size: ONE_NODE,
  gives: ({ parameters: given, preset, batch }) => [
    ...(given === undefined && preset === undefined ? [] : (['params'] as const)),
    ...(batch === undefined ? [] : (['customers'] as const)),
  ],
  dangling: (node, path, known) => [
    ...danglingGates(node, path, known),
    ...danglingName(node, path, 'authentication', 'authentication', known.authentications),
    ...danglingName(node, path, 'preset', 'webhook preset', known.presets),
    ...danglingName(node, path, 'throughputPolicy', 'throughput policy', known.throughputPolicies),
    ...danglingParameters(node, path, known),
  ],
} as const satisfies ActionOnPaper<typeof schema>
