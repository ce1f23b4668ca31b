// The Tracking API: its rows in the list of operations.
import { msToUnixSeconds } from '../../kit/time/duration.ts'
import { runBatch } from '../operations/run-batch.ts'
import { trackEvent } from '../operations/track-event.ts'
import { updateCustomer } from '../operations/update-customer.ts'
import { emulated, type Operation } from './operation.ts'

const TRACK = '/track/v2/projects/:projectToken'

export const TRACKING: readonly Operation[] = [
  emulated({
    id: 'track/systemTime',
    method: 'GET',
    path: `${TRACK}/system/time`,
    access: 'any',
    body: 'none',
    handler: ({ world }) => ({ success: true, errors: [], time: msToUnixSeconds(world.clock.now()) }),
  }),
  emulated({
    id: 'track/customers',
    method: 'POST',
    path: `${TRACK}/customers`,
    access: 'any',
    body: 'object',
    handler: updateCustomer,
  }),
  emulated({
    id: 'track/events',
    method: 'POST',
    path: `${TRACK}/customers/events`,
    access: 'any',
    body: 'object',
    handler: trackEvent,
  }),
  emulated({
    id: 'track/batch',
    method: 'POST',
    path: `${TRACK}/batch`,
    access: 'any',
    body: 'object',
    handler: runBatch,
  }),
]
