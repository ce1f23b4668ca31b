// Every labelled guess about Bloomreach Engagement and every switch of its emulator: one row each, with its default.
// The table of README.md is checked against this one.
import { z } from 'zod'
import { HTTP_SETTINGS } from './settings/http-settings.ts'
import { MAIL_SETTINGS } from './settings/mail-settings.ts'
import { SCENARIO_SETTINGS } from './settings/scenario-settings.ts'
import { WEBHOOK_SETTINGS } from './settings/webhook-settings.ts'

export const SETTINGS = {
  ...HTTP_SETTINGS,
  ...SCENARIO_SETTINGS,
  ...WEBHOOK_SETTINGS,
  ...MAIL_SETTINGS,
} as const

export type BloomreachSettings = {
  -readonly [K in keyof typeof SETTINGS]: z.infer<(typeof SETTINGS)[K]['schema']>
}

/** Strict: an unknown setting is refused. For world files and options. */
export const settingsSchema = z.strictObject(
  Object.fromEntries(
    Object.entries(SETTINGS).map(([name, { schema, ...row }]) => [
      name,
      schema.optional().meta({ description: row.description, default: row.default }),
    ]),
  ) as {
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
