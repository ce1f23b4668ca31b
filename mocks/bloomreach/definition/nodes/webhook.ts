// Webhook: one HTTP request for a customer, or for a batch of them.
import { z } from 'zod'
import { danglingGates, danglingName, danglingParameters } from '../dangling.ts'
import {
  common,
  gate,
  headerSchema,
  METHODS,
  parameters,
  payload,
  refuseTwoConsents,
  refusing,
  template,
  templates,
} from '../node-fields.ts'
import { ACTION, type OnPaper } from '../on-paper.ts'

const schema = z
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
    preset: z.string().min(1).optional(),
    /** [D] webhooks: the Parameters tab. What the template parameters of its texts, or of its preset, stand for. */
    parameters: parameters.optional(),
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

export const webhook = {
  ...ACTION,
  schema,
  dangling: (node, path, known) => [
    ...danglingGates(node, path, known),
    ...danglingName(node, path, 'authentication', 'authentication', known.authentications),
    ...danglingName(node, path, 'preset', 'webhook preset', known.presets),
    ...danglingName(node, path, 'throughputPolicy', 'throughput policy', known.throughputPolicies),
    ...danglingParameters(node, path, known),
  ],
} as const satisfies OnPaper<typeof schema>
