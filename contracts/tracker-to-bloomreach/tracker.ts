// The consumer: a shop that tells Bloomreach's Tracking API about its customers and what they do.

export interface TrackerOptions {
  origin: string
  projectToken: string
  /** Token of an API group with public access. */
  token: string
}

export class TrackingRefusal extends Error {
  override readonly name = 'TrackingRefusal'
  readonly status: number

  constructor(status: number) {
    super(`Bloomreach answered ${status}`)
    this.status = status
  }
}

type CustomerIds = Record<string, string>
type Properties = Record<string, string | number | boolean>

export interface Command {
  name: 'customers' | 'customers/events'
  data: Record<string, unknown>
}

export const updateCustomer = (options: TrackerOptions, customer: CustomerIds, properties: Properties) =>
  send(options, 'customers', { customer_ids: customer, properties })

export const trackEvent = (
  options: TrackerOptions,
  customer: CustomerIds,
  event: { type: string; properties: Properties },
) =>
  send(options, 'customers/events', {
    customer_ids: customer,
    event_type: event.type,
    properties: event.properties,
  })

/** True for each command that was taken, in their order. */
export async function sendBatch(options: TrackerOptions, commands: Command[]): Promise<boolean[]> {
  const { results } = await send(options, 'batch', { commands })
  return (results as { success: boolean }[]).map(({ success }) => success)
}

async function send(
  { origin, projectToken, token }: TrackerOptions,
  resource: string,
  body: unknown,
): Promise<Record<string, unknown>> {
  const response = await fetch(new URL(`/track/v2/projects/${projectToken}/${resource}`, origin), {
    method: 'POST',
    headers: { authorization: `Token ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new TrackingRefusal(response.status)
  const answer = (await response.json()) as Record<string, unknown>
  if (answer.success !== true) throw new Error('Bloomreach did not say that it succeeded')
  return answer
}
