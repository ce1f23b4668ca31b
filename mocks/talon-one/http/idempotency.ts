// [D] Integration API: a repeated request with the same Idempotency-Key gets the answer that is kept.
import { type Exchange, headerOf } from '../../kit/record-requests.ts'
import type { Call } from '../call.ts'
import type { Deployment } from '../deployment.ts'
import { invalidParameter } from '../errors.ts'
import { type Answer, written } from './answer.ts'

const LONGEST_KEY = 255

/** Runs the operation, or gives the answer that the key has already. Refusals are not kept. */
export function answerOnce({ keptAnswers }: Deployment, c: Exchange, call: Call, run: () => Answer): Answer {
  const key = headerOf(c, 'idempotency-key')
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
    return written(kept.body, kept.status)
  }
  const answer = run()
  keptAnswers.keep(name, { status: answer.status, body: answer.text })
  return answer
}
