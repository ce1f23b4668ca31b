// "Test settings" of an HTTP Authentication Schema: one call with its credentials and an empty body.
import { SandboxError } from '../../kit/sandbox-error.ts'
import type { House } from '../house.ts'
import { credentialHeaders } from './authentication.ts'
import { sendRequest } from './send.ts'

export interface AuthenticationTest {
  passed: boolean
  method: string
  url: string
  /** Of the answer; absent when there was none. */
  status?: number
  message: string
}

/** [D] webhook-authentication: optional method and path; the answer must be HTTP 200, or the test fails. */
export async function testAuthentication(house: House, id: string): Promise<AuthenticationTest> {
  const { name } = house.integrations.get(id)
  const schema = house.integrations.authentication(name)
  if (schema === undefined) {
    throw new SandboxError(
      'no-authentication',
      `Cannot test the integration ${JSON.stringify(name)}: it is a webhook preset, which has no credentials.`,
      { remedy: 'Test an HTTP Authentication Schema.' },
    )
  }
  const { method, path } = schema.test ?? { method: 'GET', path: '' }
  const url = schema.endpoint + path
  const { seq } = house.world.journal.append({
    kind: 'bloomreach.authentication-tested',
    integration: name,
    method,
    url,
  })
  const reply = await sendRequest(
    { method, url, headers: credentialHeaders(schema), body: undefined },
    house,
    seq,
  )
  if (reply.kind === 'refused' || reply.kind === 'unreachable') {
    return { passed: false, method, url, message: reply.message }
  }
  const passed = reply.status === 200
  return {
    passed,
    method,
    url,
    status: reply.status,
    message: passed ? 'The call was answered 200.' : `The call was answered ${reply.status} instead of 200.`,
  }
}
