// Who asks, and may they? The project token of the path, then the key of the request.
import type { Context } from 'hono'
import type { SandboxEnv } from '../../kit/record-requests.ts'
import type { ApiGroup } from '../access/api-groups.ts'
import { accessKeyNotFound, couldNotAuthenticate, invalidProjectId, invalidSecret } from '../errors.ts'
import type { Records } from '../records.ts'

type House = Pick<Records, 'access'>

const TOKEN_FORM = /^[\w-]{8,64}$/

/** [D] technical-information: public access by `Token` or `?access_token=`, private access by Basic. */
export function authenticate({ access }: House, c: Context<SandboxEnv>): ApiGroup {
  const projectToken = c.req.param('projectToken') ?? ''
  if (!TOKEN_FORM.test(projectToken)) throw invalidProjectId('The path holds no project token.')
  if (projectToken !== access.project.token) {
    throw couldNotAuthenticate('The project of this sandbox has another token: see BLOOMREACH_PROJECT_TOKEN.')
  }
  const [scheme = '', credentials = ''] = (c.req.header('authorization') ?? '').trim().split(/\s+(.*)/s)
  if (scheme.toLowerCase() === 'basic') return privateGroup(access, credentials)
  const token = scheme.toLowerCase() === 'token' ? credentials : c.req.query('access_token')
  if (token === undefined) {
    throw accessKeyNotFound(
      'missing-credentials',
      'Send "Authorization: Token ..." (public) or "Authorization: Basic ..." (private).',
    )
  }
  const group = access.find(token)
  if (group?.access === 'public') return group
  throw accessKeyNotFound(
    group === undefined ? 'unknown-token' : 'key-as-token',
    group === undefined
      ? 'No API group of this project has this token.'
      : 'This is the id of a private key: send it with its secret as Basic.',
  )
}

/** [D] export-a-customer: the Data API and the transactional email API take private access only. */
export function authenticatePrivate(house: House, c: Context<SandboxEnv>): ApiGroup {
  const group = authenticate(house, c)
  if (group.access === 'private') return group
  throw accessKeyNotFound(
    'private-access-only',
    'This operation takes private access only: send "Authorization: Basic ...".',
  )
}

function privateGroup(access: House['access'], credentials: string): ApiGroup {
  const [keyId = '', secret = ''] = Buffer.from(credentials, 'base64').toString('utf8').split(/:(.*)/s)
  const group = access.find(keyId)
  if (group === undefined) {
    const swapped = access.find(secret) !== undefined
    throw accessKeyNotFound(
      swapped ? 'swapped-credentials' : 'unknown-key',
      swapped ? 'The key id and the secret are swapped.' : 'No API group of this project has this key id.',
    )
  }
  if (group.access === 'public') {
    throw accessKeyNotFound(
      'token-as-key',
      'This is a public token: Basic takes the key id and the secret of a private group.',
    )
  }
  if (group.secret !== secret) throw invalidSecret('The secret does not belong to this key id.')
  return group
}
