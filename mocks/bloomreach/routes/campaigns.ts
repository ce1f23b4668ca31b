// What sends at once: the transactional email API and the API trigger, as rows in the list of operations.
// Guess: the URL of an API trigger, which the vendor shows on save, is not published.
import { callApiTrigger } from '../operations/call-api-trigger.ts'
import { sendTransactionalEmail } from '../operations/send-transactional-email.ts'
import { emulated, type Operation } from './operation.ts'

export const CAMPAIGNS: readonly Operation[] = [
  emulated({
    id: 'email/sync',
    method: 'POST',
    path: '/email/v2/projects/:projectToken/sync',
    access: 'private',
    body: 'object',
    handler: sendTransactionalEmail,
  }),
  emulated({
    id: 'campaigns/apiTrigger',
    method: 'POST',
    path: '/campaigns/v2/projects/:projectToken/api-triggers/:scenarioId/:node',
    access: 'private',
    body: 'object',
    handler: callApiTrigger,
  }),
]
