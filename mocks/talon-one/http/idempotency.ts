// [D] Integration API: a repeated request with the same Idempotency-Key gets the answer that is kept.
import type { Context } from 'hono'
import type { SandboxEnv } from '../../kit/record-requests.ts'
import type { Call } from '../call.ts'
import type { Deployment } from '../deployment.ts'
import { invalidParameter } from '../errors.ts'

const LONGEST_KEY = 255

/** Runs the operation, or gives the answer that the key has already. Refusals are not kept. */
export async function answerOnce(
  { keptAnswers }: Deployment,
  c: Context<SandboxEnv>,
  call: Call,
  run: () => Promise<Response> | Response,
): Promise<Response> {
  const key = c.req.header('idempotency-key')
  if (key === undefined || key === '') return run()
  if (key.length > LONGEST_KEY) {
    throw invalidParameter('Idempotency-Key', `is longer than ${LONGEST_KEY} characters`)
  }
  const name = JSON.stringify([call.application.id, c.get('operation'), c.req.path, key])
  const kept = keptAnswers.find(name)
  if (kept !== undefined) {
    call.remark({
      reason: 'kept-answer',
      hint: 'This is the kept answer of an earlier request with the same Idempotency-Key.',
    })
    return new Response(kept.body, {
      status: kept.status,
      headers: kept.body === null ? {} : { 'content-type': 'application/json' },
    })
  }
  const response = await run()
  const text = await response.clone().text()
  keptAnswers.keep(name, { status: response.status, body: text === '' ? null : text })
  return response
}
