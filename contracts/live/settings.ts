// What a live run needs, from environment variables only: nothing of it is ever in a file, an argument or an output.
import { InputError } from '../court/input-error.ts'
import { variable } from '../environment.ts'

export interface TalonOneSettings {
  origin: string
  thirdPartyOrigin: string
  deployment: string
  applicationId: number
  campaignId: number
  engagementKey: string
  integrationKey: string
  managementKey: string | undefined
}

export interface LiveSettings {
  allowedHosts: string[]
  talonOne: TalonOneSettings | undefined
  mailpit: string | undefined
  /** Variables that would let more be asked. */
  missing: string[]
  secrets: string[]
}

const NEEDED = [
  'TALON_ONE_BASE_URL',
  'TALON_ONE_API_KEY',
  'TALON_ONE_CEP_API_KEY',
  'TALON_ONE_APPLICATION_ID',
  'TALON_ONE_CAMPAIGN_ID',
] as const

const URLS = ['TALON_ONE_BASE_URL', 'TALON_ONE_THIRD_PARTY_URL', 'MAILPIT_URL']
const NUMBERS = ['TALON_ONE_APPLICATION_ID', 'TALON_ONE_CAMPAIGN_ID']

function refuseWrongForm(name: string, value: string | undefined): void {
  if (value === undefined) return
  const isUrl = URLS.includes(name)
  if (isUrl ? /^https?:$/.test(URL.parse(value)?.protocol ?? '') : /^\d+$/.test(value)) return
  throw new InputError(
    'usage',
    `Cannot use ${name}: it is no ${isUrl ? 'http or https URL' : 'whole number'}. Correct it.`,
  )
}

export function readLiveSettings(read: (name: string) => string | undefined = variable): LiveSettings {
  for (const name of [...URLS, ...NUMBERS]) refuseWrongForm(name, read(name))
  const missing = NEEDED.filter(name => read(name) === undefined)
  const [base, key, engagementKey, applicationId, campaignId] = NEEDED.map(read)
  const origin = base?.replace(/\/$/, '') ?? ''
  const managementKey = read('TALON_ONE_MANAGEMENT_KEY')
  const secrets = [key, engagementKey, managementKey].filter(secret => secret !== undefined)
  return {
    allowedHosts: (read('CONTRACTS_ALLOW_HOSTS') ?? '')
      .split(',')
      .map(host => host.trim())
      .filter(host => host !== ''),
    talonOne:
      missing.length > 0
        ? undefined
        : {
            origin,
            thirdPartyOrigin: read('TALON_ONE_THIRD_PARTY_URL') ?? 'https://integration.talon.one',
            deployment: read('TALON_ONE_DEPLOYMENT') ?? new URL(origin).hostname,
            applicationId: Number(applicationId),
            campaignId: Number(campaignId),
            engagementKey: engagementKey ?? '',
            integrationKey: key ?? '',
            managementKey,
          },
    mailpit: read('MAILPIT_URL')?.replace(/\/$/, ''),
    missing: [...missing, ...(read('MAILPIT_URL') === undefined ? ['MAILPIT_URL'] : [])],
    secrets,
  }
}

/** Takes every secret out of a text before anybody sees it. */
export const redactor =
  (secrets: readonly string[]) =>
  (text: string): string =>
    secrets.reduce((redacted, secret) => redacted.replaceAll(secret, '[secret]'), text)
