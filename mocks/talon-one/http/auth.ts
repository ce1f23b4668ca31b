// Who calls: API keys of the Integration and Third-party APIs. Management keys and sessions are management-auth.ts.
import { invariant } from '../../kit/invariant.ts'
import type { Deployment } from '../deployment.ts'
import { invalidKey, missingCredentials, Refusal } from '../errors.ts'
import { hasExpired } from '../instant.ts'
import type { ApiKey, Platform } from '../schemas/api-key.ts'
import type { Application } from '../schemas/application.ts'

export interface Caller {
  key: ApiKey
  application: Application
}

const PREFIX = 'ApiKey-v1 '

/** [D] Third-party API, ApiKeyAuth: `ApiKey-v1 <key>`. Every no is a 401; the hint says which. */
export function authenticate(
  deployment: Deployment,
  authorization: string | undefined,
  platform: Platform,
): Caller {
  const secret = readSecret(authorization, platform)
  const key = deployment.apiKeys.findByKey(secret)
  if (key === undefined)
    throw invalidKey('api-key-unknown', 'No Application of this sandbox has this API key.')
  if (hasExpired(key, deployment.world.clock.now())) {
    throw invalidKey('api-key-expired', `The API key "${key.title}" expired at ${key.expires}.`, {
      key: key.title,
      expiredAt: key.expires,
    })
  }
  // Guess, setting `keyOfOtherPlatform`.
  if (key.platform !== platform && deployment.settings.keyOfOtherPlatform === 'reject') {
    throw invalidKey(
      'api-key-wrong-platform',
      `The API key "${key.title}" is valid for the platform ${key.platform}; this path needs a key of the platform ${platform}.`,
      { key: key.title, keyPlatform: key.platform, platform },
    )
  }
  const application = deployment.applications.get(key.applicationId)
  invariant(application !== undefined, `API key ${key.id} belongs to no Application`)
  return { key, application }
}

/** Whose key it is, or undefined where `authenticate` refuses. */
export function knownCaller(
  deployment: Deployment,
  authorization: string | undefined,
  platform: Platform,
): Caller | undefined {
  try {
    return authenticate(deployment, authorization, platform)
  } catch (error) {
    if (error instanceof Refusal) return undefined
    throw error
  }
}

function readSecret(authorization: string | undefined, platform: Platform): string {
  if (authorization === undefined || authorization === '') {
    throw missingCredentials(
      `The header Authorization is missing. Send "${PREFIX}<key>" with a key of the platform ${platform}.`,
    )
  }
  if (authorization.startsWith(PREFIX)) return authorization.slice(PREFIX.length)
  // [D] Third-party API, ApiKeyBasicAuth: Base64 of "ApiKey-v1 <key>:". Declared for Emarsys, taken everywhere.
  if (authorization.startsWith('Basic ')) {
    const text = Buffer.from(authorization.slice('Basic '.length), 'base64').toString('utf8')
    if (text.startsWith(PREFIX) && text.endsWith(':')) return text.slice(PREFIX.length, -1)
  }
  const scheme = authorization.split(' ', 1)[0]
  const isManagement = scheme === 'ManagementKey-v1' || scheme === 'Bearer'
  throw invalidKey(
    isManagement ? 'credentials-of-other-api' : 'malformed-credentials',
    isManagement
      ? `${scheme} belongs to the Management API; this path takes "${PREFIX}<key>".`
      : `The header Authorization must be "${PREFIX}<key>"${scheme === 'ApiKey-v1' ? ', with one space and a key' : ''}.`,
  )
}
