// What is written as the vendor's own Tracking API takes it: customers, their attributes, their consents.
import { client, vendor } from '../kit/api.ts'

async function track(path: string, body: object): Promise<unknown> {
  const { projectToken } = await client.project()
  return vendor(`/track/v2/projects/${projectToken}${path}`, { method: 'POST', body })
}

export type Ids = Record<string, string>

/** Makes the customer where there is none with these ids. */
export const saveCustomer = (customer_ids: Ids, properties: Record<string, unknown>): Promise<unknown> =>
  track('/customers', { customer_ids, properties })

/** Where none of the ids is known the customer is made too. */
export const trackEvent = (
  customer_ids: Ids,
  event_type: string,
  properties: Record<string, unknown>,
): Promise<unknown> => track('/customers/events', { customer_ids, event_type, properties })

/** [D] consent management: an event `consent` with action, category and how long it holds. */
export const saveConsent = (
  customer_ids: Ids,
  category: string,
  action: 'accept' | 'reject',
): Promise<unknown> =>
  track('/customers/events', {
    customer_ids,
    event_type: 'consent',
    properties: { action, category, valid_until: 'unlimited', source: 'console' },
  })
