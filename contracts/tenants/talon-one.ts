// A Talon.One deployment as the contracts see it, emulated or real: calls with its keys, and a face in front of it that puts
// the real keys and the real deployment where the pact has examples.
import { EXAMPLE } from '../bloomreach-to-talon-one/example.ts'
import { parseJson } from '../court/exchange.ts'

export type KeyKind = 'engagement' | 'data' | 'integration'

export interface TalonOneTenant {
  readonly deployment: string
  answer(request: Request): Promise<Response>
  applicationId(): Promise<number>
  /** A running campaign with referrals and coupons. */
  campaignId(): Promise<number>
  disabledCampaignId(): Promise<number>
  loyaltyProgramId(): Promise<number>
  cardProgramId(): Promise<number>
  /** An id that no other run uses. */
  newId(what: string): string
  /** The customer profile of this id exists afterwards. */
  createProfile(integrationId: string): Promise<void>
  addPoints(integrationId: string, points: number): Promise<void>
  /** A referral code of this advocate. */
  createReferral(advocate: string): Promise<string>
  /** A customer session of this friend that is closed. */
  closeSession(sessionId: string, friend: string): Promise<void>
  stop(): Promise<void>
}

export type Send = (request: Request) => Promise<Response>

export interface TalonOneAccess {
  deployment: string
  /** Of the Third-party API, and of the deployment itself. */
  thirdPartyOrigin: string
  origin: string
  keys: Partial<Record<KeyKind | 'management', string>>
  send: Send
}

/** Which key the real path needs. */
const keyKindOf = (path: string): KeyKind =>
  path.startsWith('/customer_engagement') ? 'engagement' : path.startsWith('/cdp') ? 'data' : 'integration'

const isThirdParty = (path: string) => keyKindOf(path) !== 'integration'

/** The pact's request with the tenant's own key, deployment and host; a key that is meant to be wrong stays wrong. */
export function dressed(
  request: Request,
  { deployment, origin, thirdPartyOrigin, keys }: TalonOneAccess,
): Request {
  const { pathname, search } = new URL(request.url)
  const headers = new Headers(request.headers)
  for (const name of ['host', 'connection', 'content-length', 'transfer-encoding']) headers.delete(name)
  const key = keys[keyKindOf(pathname)]
  if (headers.get('authorization') === `ApiKey-v1 ${EXAMPLE.key}` && key !== undefined) {
    headers.set('authorization', `ApiKey-v1 ${key}`)
  }
  if (headers.get('destination-hostname') === EXAMPLE.deployment) {
    headers.set('destination-hostname', deployment)
  }
  const target = new URL(pathname + search, isThirdParty(pathname) ? thirdPartyOrigin : origin)
  return new Request(target, {
    method: request.method,
    headers,
    ...(request.body === null ? {} : { body: request.body, duplex: 'half' }),
  })
}

/** A call of the vendor's API by a state handler or the clean-up; anything but success throws. */
export async function call(
  access: TalonOneAccess,
  kind: KeyKind | 'management',
  method: string,
  path: string,
  body?: unknown,
): Promise<Record<string, unknown>> {
  const scheme = kind === 'management' ? 'ManagementKey-v1' : 'ApiKey-v1'
  const origin = kind === 'engagement' || kind === 'data' ? access.thirdPartyOrigin : access.origin
  const response = await access.send(
    new Request(new URL(path, origin), {
      method,
      headers: {
        authorization: `${scheme} ${access.keys[kind] ?? ''}`,
        'content-type': 'application/json',
        'destination-hostname': access.deployment,
        'customer-engagement-platform-name': 'Bloomreach',
        'customer-data-platform-name': 'Bloomreach',
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }),
  )
  const text = await response.text()
  if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text.slice(0, 200)}`)
  return (parseJson(text) ?? {}) as Record<string, unknown>
}
