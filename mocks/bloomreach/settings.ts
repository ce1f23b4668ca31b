// Every labelled guess about Bloomreach Engagement and every switch of its emulator: one row each, with its default.
// The table of README.md is checked against this one.
import { z } from 'zod'

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
  frequencyWindow: setting({
    schema: z.enum(['rolling', 'calendar']),
    default: 'rolling',
    description:
      'What "2 per 1 day" of a frequency policy looks back on: the last 24 hours, or the day (UTC) so far.',
    source: 'Guess',
  }),
  clickedStatus: setting({
    schema: z.string().min(1),
    default: 'clicked',
    description: 'The `status` of the campaign event when a link of a mail is followed.',
    source: 'Guess: "clicked" is seen for push only',
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
    source: 'Guess',
  }),
  utmSource: setting({
    schema: z.string().min(1),
    default: 'exponea',
    description: 'The `utm_source` that automatic link transformation adds.',
    source: '[C] exponea-ios-sdk fixtures',
  }),
  utmMedium: setting({
    schema: z.string().min(1),
    default: 'email',
    description: 'The `utm_medium` that automatic link transformation adds.',
    source: 'Guess',
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

export function bloomreachSettings(overrides: Partial<BloomreachSettings> = {}): BloomreachSettings {
  const defaults = Object.fromEntries(Object.entries(SETTINGS).map(([name, row]) => [name, row.default]))
  return { ...(defaults as BloomreachSettings), ...overrides }
}
