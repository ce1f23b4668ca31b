// The environment that a client of the sandbox needs: handed to a child by `exec`, printed by `start`, told of each world.
import type { Ready } from '../control-api/ready.ts'
import type { Live } from '../life.ts'

export type Environment = Record<string, string>

export function environmentOf(
  { talonOne, bloomreach }: Live,
  { http, inbox, smtp }: Ready,
  caFile: string | undefined,
): Environment {
  return withoutEmpty({
    SANDBOX_URL: http,
    TALON_ONE_BASE_URL: http,
    TALON_ONE_API_KEY: talonOne.keyFor('none'),
    TALON_ONE_CEP_API_KEY: talonOne.keyFor('customer_engagement'),
    TALON_ONE_MANAGEMENT_KEY: talonOne.managementKey,
    BLOOMREACH_BASE_URL: http,
    BLOOMREACH_PROJECT_TOKEN: bloomreach.projectToken,
    BLOOMREACH_API_KEY_ID: bloomreach.apiKeyId,
    BLOOMREACH_API_SECRET: bloomreach.apiSecret,
    MAILPIT_URL: inbox,
    MAILPIT_SMTP_URL: smtp,
    // Node's clients trust the certificate of --tls by it.
    NODE_EXTRA_CA_CERTS: caFile,
  })
}

function withoutEmpty(values: Record<string, string | undefined>): Environment {
  return Object.fromEntries(
    Object.entries(values).filter((pair): pair is [string, string] => pair[1] !== undefined),
  )
}
