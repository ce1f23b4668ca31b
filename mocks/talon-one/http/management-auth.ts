// Who calls the Management API: a Management key or the token of a session. API keys are auth.ts.
import type { Deployment } from '../deployment.ts'
import { USER_ID } from '../deployment.ts'
import { invalidKey, missingCredentials } from '../errors.ts'
import { hasExpired } from '../instant.ts'

export interface Manager {
  userId: number
  /** The session's token, when a session is used. */
  token: string | undefined
}

const KEY_PREFIX = 'ManagementKey-v1 '
const TOKEN_PREFIX = 'Bearer '
const USAGE = `Send "${KEY_PREFIX}<key>" or "${TOKEN_PREFIX}<token of POST /v1/sessions>".`

/** [D] Management API: `management_key` or `manager_auth`. Every no is a 401; the hint says which. */
export function authenticateManager(deployment: Deployment, authorization: string | undefined): Manager {
  if (authorization === undefined || authorization === '') {
    throw missingCredentials(`The header Authorization is missing. ${USAGE}`)
  }
  if (authorization.startsWith(KEY_PREFIX)) {
    return managerOfKey(deployment, authorization.slice(KEY_PREFIX.length))
  }
  if (authorization.startsWith(TOKEN_PREFIX)) {
    return managerOfSession(deployment, authorization.slice(TOKEN_PREFIX.length))
  }
  const isApiKey = authorization.startsWith('ApiKey-v1')
  throw invalidKey(
    isApiKey ? 'credentials-of-other-api' : 'malformed-credentials',
    isApiKey
      ? `ApiKey-v1 belongs to the Integration and Third-party APIs; this path belongs to the Management API. ${USAGE}`
      : `The header Authorization has another form. ${USAGE}`,
  )
}

function managerOfKey({ management, world }: Deployment, secret: string): Manager {
  const key = management.findKey(secret)
  if (key === undefined)
    throw invalidKey('management-key-unknown', 'This sandbox has no such Management key.')
  if (hasExpired(key, world.clock.now())) {
    const { name, expires: expiredAt } = key
    const hint = `The Management key "${name}" expired at ${expiredAt}.`
    throw invalidKey('management-key-expired', hint, { key: name, expiredAt })
  }
  return { userId: USER_ID, token: undefined }
}

function managerOfSession({ management, world }: Deployment, token: string): Manager {
  const session = management.findSession(token)
  if (session === undefined)
    throw invalidKey(
      'manager-session-unknown',
      'No session has this token: it was never opened or is closed.',
    )
  if (session.expiresAt <= world.clock.now())
    throw invalidKey('manager-session-expired', 'The session is older than 3 months.')
  return { userId: session.userId, token }
}
