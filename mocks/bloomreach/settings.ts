// Every labelled guess about Bloomreach Engagement and every switch of its emulator: one row each, with its default.
// The table of README.md is checked against this one.
import { z } from 'zod'
import { durationText } from './customers/filter-schemas.ts'

interface Setting<T extends z.ZodType> {
  schema: T
  default: z.infer<T>
  description: string
  /** Where the default comes from: "Guess", or the page that says so. */
  source: string
}

/** Keeps the type of each row. */
const setting = <T extends z.ZodType>(row: Setting<T>): Setting<T> => row

export const SETTINGS = {
  readLagMs: setting({
    schema: z.int().min(0).max(3_600_000),
    default: 0,
    description:
      "How long a write over the Tracking API stays invisible, in milliseconds of the world's clock. The real service takes 10,000 to 20,000.",
    source: '[C] NOTES: measured 10 to 20 s; off by default',
  }),
  rateLimits: setting({
    schema: z.enum(['off', 'vendor']),
    default: 'off',
    description: '`vendor`: more than 6,000 requests a minute from one address answer 429 and are dropped.',
    source: '[D] tracking-api-overview-2; off by default',
  }),
  gzipBodies: setting({
    schema: z.enum(['refuse', 'accept']),
    default: 'refuse',
    description: 'Request bodies with `content-encoding: gzip`: refused as invalid JSON, or read.',
    source: '[D] most-common-api-issues: they may be rejected',
  }),
  maxBodyBytes: setting({
    schema: z.int().min(1_000),
    default: 10_485_760,
    description: 'A longer request body is refused with 413.',
    source: 'Guess',
  }),
  maxIdLength: setting({
    schema: z.int().min(1),
    default: 4_096,
    description: 'A longer customer id counts as no id.',
    source: 'Guess',
  }),
  missingIdStatus: setting({
    schema: z.literal([200, 400]),
    default: 400,
    description:
      'The status of a single call without a usable customer id: 400 "At least one id should be specified." or 200 "At least one valid id should be specified".',
    source:
      'Two official pages disagree: [D] tracking-api-error-messages (4xx), support 19231102135453 (200)',
  }),
  batchOrder: setting({
    schema: z.enum(['given', 'shuffled']),
    default: 'given',
    description:
      'In which order the commands of a batch take effect. `shuffled` finds clients that rely on an order.',
    source: '[D] batch-commands-2: not executed in order; kept in order by default',
  }),
  transactionalEmail: setting({
    schema: z.enum(['off', 'on']),
    default: 'off',
    description: 'Whether the project may use the transactional email API; while off it answers 403.',
    source: '[D] transactional-email-2: off by default per project',
  }),
  unknownTemplate: setting({
    schema: z.enum(['not found', 'no such an email design']),
    default: 'not found',
    description: 'What a transactional email with an unknown `template_id` is told.',
    source: '[C] bloomreach-transactional-email distinguishes both texts; which one comes when is a guess',
  }),
  suppressedRecipient: setting({
    schema: z.enum(['is on', 'is in']),
    default: 'is on',
    description:
      'How a transactional email to a suppressed address is refused: it "is on", or "is in", the suppression list.',
    source: '[C] bloomreach-transactional-email knows both',
  }),
  transactionalUnknownCustomer: setting({
    schema: z.enum(['create', 'refuse']),
    default: 'create',
    description:
      'A transactional email to ids that no customer has: the customer is made, or the answer is 404.',
    source: 'Guess',
  }),
  anonymizedInScenario: setting({
    schema: z.enum(['continue', 'end']),
    default: 'continue',
    description:
      'A customer who is anonymized inside a scenario goes on with what is left of the profile, or the path ends as that of a customer who is gone: the profile then gets a new internal id.',
    source: 'Guess: [D] anonymize-a-customer-2 removes external ids only, and says nothing of scenarios',
  }),
  catalogLimit: setting({
    schema: z.int().min(1),
    default: 1_000,
    description: 'So many catalogs there may be; creating another over HTTP is refused with 400.',
    source: 'Guess: a bound of the sandbox; what a contract allows is not published',
  }),
  catalogItemLimit: setting({
    schema: z.int().min(1),
    default: 100_000,
    description: 'So many items a catalog may have; writing another over HTTP is refused with 400.',
    source: 'Guess: a bound of the sandbox; what a contract allows is not published',
  }),
  catalogFieldChanges: setting({
    schema: z.enum(['add', 'refuse']),
    default: 'add',
    description:
      'Whether updating a catalog may bring new fields besides the existing ones, or has to repeat those alone.',
    source:
      '[D] update-a-catalog-name-2 says both: add a new property by specifying it too; fields cannot be updated',
  }),
  catalogItemAnswer: setting({
    schema: z.enum(['page', 'item']),
    default: 'page',
    description:
      'The `data` of one catalog item: a list of one, with the paging of a list of items, or the item itself.',
    source: '[D] get-a-catalog-item describes a list with paging; its example was not readable',
  }),
  smartNewsletterPer: setting({
    schema: durationText,
    default: '1 day',
    description: 'The policy "Smart newsletter policy" of every project allows one message in this time.',
    source: '[D] frequency-policy: the policy is there from the start; its limits are not published',
  }),
  unknownRecommendation: setting({
    schema: z.enum(['empty', 'error']),
    default: 'empty',
    description:
      'What `recommendations(...)` with an id that the world does not give is in a template: no items, or an error.',
    source: 'Guess',
  }),
  frequencyWindow: setting({
    schema: z.enum(['rolling', 'calendar']),
    default: 'rolling',
    description:
      'What "2 per 1 day" of a frequency policy looks back on: the last 24 hours, or the day (UTC) so far.',
    source: 'Guess',
  }),
  softBouncesInSevenDays: setting({
    schema: z.int().min(0),
    default: 3,
    description:
      'So many soft bounces of an address in seven days, with nothing opened or clicked since, suppress further mails to it; 0: never.',
    source:
      '[D] bounce-management-for-non-mailgun-clients: 3 in 7 days; that the built-in rule has this number is a guess',
  }),
  softBouncesEver: setting({
    schema: z.int().min(0),
    default: 5,
    description: 'The same for soft bounces however long ago; 0: never.',
    source:
      '[D] bounce-management-for-non-mailgun-clients: 5 ever; that the built-in rule has this number is a guess',
  }),
  clickedStatus: setting({
    schema: z.string().min(1),
    default: 'clicked',
    description: 'The `status` of the campaign event when a link of a mail is followed.',
    source: '[D] configuration-of-tracking-consent: clicked, opened',
  }),
  unsubscribedStatus: setting({
    schema: z.string().min(1),
    default: 'unsubscribed',
    description: 'The `status` of the campaign event when a mail is unsubscribed from.',
    source: 'Guess',
  }),
  complainedStatus: setting({
    schema: z.string().min(1),
    default: 'complained',
    description: 'The `status` of the campaign event when a mail is reported as spam.',
    source: '[D] email-bounce-management',
  }),
  utmSource: setting({
    schema: z.string().min(1),
    default: 'exponea',
    description: 'The `utm_source` that automatic link transformation adds.',
    source: '[C] exponea-ios-sdk fixtures; [D] utm-parameters: newer projects have "bloomreach"',
  }),
  utmMedium: setting({
    schema: z.string().min(1),
    default: 'email',
    description: 'The `utm_medium` that automatic link transformation adds.',
    source: '[D] utm-parameters',
  }),

  // Scenarios, webhooks and mail.
  afterFailure: setting({
    schema: z.enum(['stop', 'continue']),
    default: 'stop',
    description: 'What a customer does next whose action failed.',
    source: 'Guess: the Evaluation tab counts "customers aborted the flow with an error"',
  }),
  afterSuppression: setting({
    schema: z.enum(['stop', 'continue']),
    default: 'stop',
    description: 'What a customer does next whose action was suppressed by consent, policy or list.',
    source: 'Guess',
  }),
  statusAfterLastRun: setting({
    schema: z.enum(['active', 'inactive', 'finished']),
    default: 'inactive',
    description: 'The status of a scenario with Now triggers or past dates only, once nobody is left in it.',
    source: 'Guess: the list filter knows four statuses, a newer tool also "finished"',
  }),
  nodesWithoutWaiting: setting({
    schema: z.int().min(10),
    default: 1_000,
    description:
      'A customer who passes this many nodes without time moving is in a loop; their path ends as failed.',
    source: 'Guess',
  }),
  scenarioSizeLimit: setting({
    schema: z.int().min(1_000),
    default: 7_900_000,
    description:
      'A longer definition, in bytes of JSON, is refused with "internal error about scenario size limit".',
    source: '[D] creating-a-basic-scenario: 7.9 MB; how it is counted is a guess',
  }),
  sentMailsKept: setting({
    schema: z.int().min(1),
    default: 100_000,
    description:
      'The links of so many of the newest mails are followed; those of older ones lead to a page that says so.',
    source: 'Guess: a bound of the sandbox, so that memory has one; the vendor names none',
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
  missingEmailEvent: setting({
    schema: z.enum(['none', 'enqueue_failed']),
    default: 'none',
    description: 'The campaign event of an email to a customer without the attribute `email` (or `phone`).',
    source: '[D] email-tracking-and-bounce-management: none; the FAQ says enqueue_failed',
  }),
  abortEvent: setting({
    schema: z.enum(['suppressed', 'enqueue_failed', 'none']),
    default: 'suppressed',
    description: 'The campaign event of a message whose template says {% abort %}.',
    source: 'Guess: not published',
  }),
  linkTransformation: setting({
    schema: z.enum(['automatic', 'manual', 'off']),
    default: 'automatic',
    description:
      'What an email node without `linkTransformation` does with its links: rewritten with UTM parameters, rewritten with its own, or left alone (then no opening is seen either).',
    source: '[C] GUIDE: a block of the Settings tab; automatic by default is a guess',
  }),
  senderName: setting({
    schema: z.string(),
    default: 'Referral Sandbox',
    description: 'The sender of an email node without `from`.',
    source: 'Guess: a project has its own',
  }),
  senderAddress: setting({
    schema: z.email(),
    default: 'no-reply@sandbox.example.com',
    description: 'The sender address of an email node without `from`.',
    source: 'Guess: a project has its own',
  }),
} as const

export type BloomreachSettings = {
  -readonly [K in keyof typeof SETTINGS]: z.infer<(typeof SETTINGS)[K]['schema']>
}

/** Strict: an unknown setting is refused. For world files and options. */
export const settingsSchema = z.strictObject(
  Object.fromEntries(Object.entries(SETTINGS).map(([name, { schema }]) => [name, schema.optional()])) as {
    [K in keyof typeof SETTINGS]: z.ZodOptional<(typeof SETTINGS)[K]['schema']>
  },
)

/** Settings as a world file or a test names them; undefined leaves the default. */
export type SettingOverrides = { [Name in keyof BloomreachSettings]?: BloomreachSettings[Name] | undefined }

export function bloomreachSettings(overrides: SettingOverrides = {}): BloomreachSettings {
  const defaults = Object.fromEntries(Object.entries(SETTINGS).map(([name, row]) => [name, row.default]))
  const given = Object.entries(overrides).filter(([, value]) => value !== undefined)
  return { ...(defaults as BloomreachSettings), ...Object.fromEntries(given) }
}
