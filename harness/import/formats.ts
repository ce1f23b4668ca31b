// Every form that import reads. The first that recognises an input by its shape reads it.
import { nearestName } from '../../mocks/kit/nearest-name.ts'
import { SandboxError } from '../../mocks/kit/sandbox-error.ts'
import { customersCsv } from './bloomreach/customers-csv.ts'
import { customersJson } from './bloomreach/customers-json.ts'
import { mcpEmailCampaign } from './bloomreach/mcp-email-campaign.ts'
import { mcpScenario } from './bloomreach/mcp-scenario.ts'
import { consentCategories, customerSchema, eventSchema } from './bloomreach/schemas-json.ts'
import { voucherCsv } from './bloomreach/voucher-csv.ts'
import { widgetWebhook } from './bloomreach/widget-webhook.ts'
import { clipboard } from './clipboard/clipboard.ts'
import type { Format } from './format.ts'
import type { InputFile } from './input-file.ts'
import {
  applicationsJson,
  attributesJson,
  audiencesJson,
  loyaltyProgramsJson,
} from './talon-one/account-records.ts'
import { campaignsJson } from './talon-one/campaigns-json.ts'
import { couponsCsv, referralsCsv } from './talon-one/codes-csv.ts'
import { profilesJson } from './talon-one/profiles-json.ts'
import { rulesetsJson } from './talon-one/rulesets-json.ts'

const FORMATS: readonly Format[] = [
  clipboard,
  mcpScenario,
  mcpEmailCampaign,
  widgetWebhook,
  consentCategories,
  customerSchema,
  eventSchema,
  campaignsJson,
  rulesetsJson,
  customersJson,
  referralsCsv,
  couponsCsv,
  voucherCsv,
  customersCsv,
  applicationsJson,
  attributesJson,
  audiencesJson,
  loyaltyProgramsJson,
  profilesJson,
]

export function formatOf(input: InputFile): Format {
  const format = FORMATS.find(one => one.recognises(input))
  if (format !== undefined) return format
  throw new SandboxError(
    'unreadable-file',
    `Cannot import ${input.file}: it has the shape of no form that is served. Nothing was written.`,
    { remedy: `Served are: ${FORMATS.map(({ called }) => called).join('; ')}.` },
  )
}

/** As --as names it; the shape has to allow for it. */
export function formatNamed(name: string, input: InputFile): Format {
  const ids = FORMATS.map(({ id }) => id)
  const format = FORMATS.find(({ id }) => id === name)
  if (format === undefined) {
    const near = nearestName(name, ids)
    throw new SandboxError('invalid-option', `Cannot import as "${name}": there is no such form.`, {
      remedy: near === undefined ? `Use one of: ${ids.join(', ')}.` : `Did you mean "${near}"?`,
    })
  }
  if (format.recognises(input) || format.mayBe?.(input) === true) return format
  throw new SandboxError(
    'unreadable-file',
    `Cannot import ${input.file} as ${name}: it has not the shape of a ${format.called}. Nothing was written.`,
    { remedy: 'Leave --as out: the form is told by its shape.' },
  )
}
