// Guesses and switches of webhooks: limits of a call, retries, stops, and how its result is told.
import { z } from 'zod'
import { durationText } from '../../kit/time/time-schemas.ts'
import { setting } from './setting.ts'

export const WEBHOOK_SETTINGS = {
  parametersInTags: setting({
    schema: z.enum(['fail', 'fill']),
    default: 'fail',
    description:
      'A template parameter `[[ name ]]` inside of `{{ }}` or `{% %}` of a webhook: the webhook fails, or it is filled in before Jinja reads the text.',
    source: '[C] a tenant found that they fail there; how is a guess',
  }),
  webhookTimeoutMs: setting({
    schema: z.int().min(1),
    default: 10_000,
    description:
      "How long a webhook waits for its answer, in real milliseconds; the world's time stands still.",
    source: 'Guess: 1,000 ms are required of the called API, the client timeout is not published',
  }),
  webhookAnswerWithinMs: setting({
    schema: z.int().min(1),
    default: 1_000,
    description:
      'An answer that takes longer, in real milliseconds, is taken all the same; its entry in the journal says so.',
    source:
      '[D] creating-api-endpoint-for-webhooks: responds in less than 1,000 ms; what happens else is a guess',
  }),
  webhookConcurrencyLimit: setting({
    schema: z.int().min(1).max(1_000),
    default: 1,
    description:
      'How many requests of a webhook without a throughput policy are on their way at once. The next ones leave when all of them are answered.',
    source: '[D] throughput-policy: set by the policy of the webhook; the number without one is a guess',
  }),
  webhookBatches: setting({
    schema: z.enum(['full', 'smaller']),
    default: 'full',
    description:
      'How many customers a batch webhook sends at once: as many as its size allows, or any number up to it. `smaller` finds receivers that rely on full batches.',
    source: '[D] batch-webhook-settings: the size is an upper bound; full by default',
  }),
  webhookRetryStatuses: setting({
    schema: z.array(z.int().min(100).max(599)),
    default: [500],
    description: 'Answers after which the same request is made again later.',
    source: '[D] creating-api-endpoint-for-webhooks: 500; nothing is said about 429, 502, 503, 504',
  }),
  webhookRetryConnectionFailures: setting({
    schema: z.boolean(),
    default: false,
    description: 'Whether a timeout, a reset or an unreachable host is retried like a 500.',
    source: 'Guess',
  }),
  webhookRetryDelays: setting({
    schema: z.array(durationText),
    default: ['1 minute', '5 minutes', '30 minutes'],
    description:
      "How long the first, second, third retry waits, on the world's clock; after the last it failed.",
    source: 'Guess: number and spacing of retries are not published',
  }),
  webhookStopStatuses: setting({
    schema: z.array(z.int().min(100).max(599)),
    default: [400, 404, 410, 412, 413, 418],
    description: 'Answers after which the webhook sends no further request.',
    source: '[D] creating-api-endpoint-for-webhooks',
  }),
  webhookStopScope: setting({
    schema: z.enum(['chunk', 'scenario']),
    default: 'chunk',
    description:
      'Whom such an answer stops: the rest of the customers who entered together, or everyone until the next start.',
    source: 'Guess: "for all chunks" is all the page says',
  }),
  chunkSize: setting({
    schema: z.int().min(0),
    default: 0,
    description:
      'How many of those who enter at the same time make one chunk, for stops and batches alike; 0: all of them.',
    source:
      'Guess: [D] creating-api-endpoint-for-webhooks: a Now or regular run is in chunks; how large is not published',
  }),
  webhookStoppedEvent: setting({
    schema: z.enum(['failed', 'none']),
    default: 'failed',
    description:
      'The campaign event of a customer whose request was not sent because the webhook is stopped.',
    source: 'Guess',
  }),
  webhookSuccessStatus: setting({
    schema: z.string().min(1),
    default: 'sent',
    description: 'The `status` of the campaign event of a webhook that succeeded.',
    source: 'Guess: not published',
  }),
  webhookActionType: setting({
    schema: z.string().min(1),
    default: 'webhook',
    description: "The `action_type` of a webhook's campaign events.",
    source: 'Guess: not published',
  }),
  webhookSuccess: setting({
    schema: z.enum(['2xx', '200']),
    default: '2xx',
    description: 'Which answers count as accepted. Redirects are never followed and count as failed.',
    source: '[D] creating-api-endpoint-for-webhooks: 200; nothing is said about other 2xx and 3xx',
  }),
  webhookResponseBytes: setting({
    schema: z.int().min(1),
    default: 65_536,
    description: 'How much raw answer is processed.',
    source: '[D] using-webhook-responses: 64 KB',
  }),
  unreadableResponse: setting({
    schema: z.enum(['fail', 'undefined']),
    default: 'fail',
    description:
      'An answer above the cap, or not JSON where JSON is processed: the webhook failed, or `webhook` stays undefined.',
    source: 'Guess: not described',
  }),
  endpointPrefix: setting({
    schema: z.enum(['segment', 'text']),
    default: 'segment',
    description:
      'When the endpoint of an authentication covers a URL: `segment`: `/v1` covers `/v1` and `/v1/x`, not `/v10`; `text`: any URL that begins so.',
    source: '[D] webhook-authentication: enforced; how it is compared is a guess',
  }),
} as const
