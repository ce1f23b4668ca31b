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
