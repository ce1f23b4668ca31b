// A Talon.One deployment for one test, with one Application, a key per platform and a running referral campaign; each answer that a
// test sees is held against the vendor's description.
import { expect, onTestFinished } from 'vitest'
import {
  type Description,
  isVendorDescribed,
  mustBeVendorDescribed,
  vendorDescription,
} from '../../contracts/conformance/vendor-description.ts'
import { createWorld, type WorldOptions } from '../../mocks/kit/world.ts'
import {
  createTalonOne,
  type LoadedTalonOneWorld,
  type NotificationFetch,
  TALON_ONE_REASONS,
  type TalonOneSettings,
  type TalonOneWorld,
} from '../../mocks/talon-one/index.ts'
import { expectListedReasons } from './reasons.ts'

export const DEPLOYMENT = 'sandbox.europe-west1.talon.one'
const PLATFORMS = ['none', 'customer_engagement', 'customer_data', 'braze', 'iterable'] as const
export type KeyPlatform = (typeof PLATFORMS)[number]

type GivenApplication = NonNullable<TalonOneWorld['applications']>[number]
type GivenCampaign = NonNullable<GivenApplication['campaigns']>[number]

interface House {
  settings?: Partial<TalonOneSettings> | undefined
  world?: WorldOptions | undefined
  /** Where notifications go. */
  fetch?: NotificationFetch | undefined
}

export interface GivenTalonOne extends House, Omit<TalonOneWorld, 'settings'> {
  application?: Partial<GivenApplication>
  /** Changes to the campaign 373. */
  campaign?: Partial<GivenCampaign>
  profiles?: string[]
}

export interface Answer {
  status: number
  // Tests read whatever the vendor answers.
  // biome-ignore lint/suspicious/noExplicitAny: the border between JSON and assertions
  body: any
  hint: string | null
  headers: Headers
}

export interface CallOptions {
  headers?: Record<string, string | undefined>
  query?: Record<string, string | number | boolean | undefined>
  /** Sent as JSON; a string or bytes as they are. */
  body?: unknown
}

export type TestTalonOne = Awaited<ReturnType<typeof startTalonOne>>

export async function startTalonOne(given: GivenTalonOne = {}) {
  const { application, campaign, profiles = ['ada@example.com'], settings, world, fetch, ...rest } = given
  const house = emptyHouse({ settings, world, fetch })
  const loaded = await house.talonOne.load({
    applications: [
      {
        id: 1,
        name: 'Demo shop',
        apiKeys: PLATFORMS.map(platform => ({
          title: `Key of ${platform}`,
          platform,
          expires: '2030-01-01T00:00:00Z',
        })),
        campaigns: [{ id: 373, name: 'Refer a friend', features: ['referrals', 'coupons'], ...campaign }],
        profiles: profiles.map(integrationId => ({ integrationId })),
        ...application,
      },
    ],
    ...rest,
  })
  return callersOf({ ...house, loaded })
}

/** What one holds at this moment, for any number that go on from there and see nothing of each other. */
export function copiesOf(given: GivenTalonOne, { world, loaded }: TestTalonOne): () => TestTalonOne {
  const image = world.state.image()
  return () => {
    const house = emptyHouse(given)
    house.world.state.restore(image)
    return callersOf({ ...house, loaded })
  }
}

function emptyHouse({ settings, world: options, fetch }: House) {
  const world = createWorld(options)
  const talonOne = createTalonOne(world, {
    ...(settings === undefined ? {} : { settings }),
    ...(fetch === undefined ? {} : { fetch }),
  })
  return { world, talonOne }
}

function callersOf({
  world,
  talonOne,
  loaded,
}: ReturnType<typeof emptyHouse> & { loaded: LoadedTalonOneWorld }) {
  const keyOf = (platform: KeyPlatform) =>
    loaded.applications[0]?.apiKeys.find(key => key.platform === platform)?.key ?? ''
  const call = (method: string, path: string, options?: CallOptions) =>
    request(talonOne.app, method, path, options)

  return {
    world,
    talonOne,
    loaded,
    keyOf,
    managementKey: loaded.managementKeys[0]?.key ?? '',
    /** A raw call; nothing is added. */
    call,
    /** A third-party call with the headers that its platform sends; a header given as undefined is left out. */
    thirdParty(
      platform: KeyPlatform,
      method: string,
      path: string,
      { headers, ...options }: CallOptions = {},
    ) {
      return call(method, path, {
        ...options,
        headers: {
          authorization: `ApiKey-v1 ${keyOf(platform)}`,
          'destination-hostname': DEPLOYMENT,
          'customer-engagement-platform-name': 'Bloomreach',
          'customer-data-platform-name': 'Bloomreach',
          ...headers,
        },
      })
    },
    /** Integration API, with the key of no platform. */
    integration(method: string, path: string, { headers, ...options }: CallOptions = {}) {
      return call(method, path, {
        ...options,
        headers: { authorization: `ApiKey-v1 ${keyOf('none')}`, ...headers },
      })
    },
    /** Management API, with the account's Management key. */
    management(method: string, path: string, { headers, ...options }: CallOptions = {}) {
      return call(method, path, {
        ...options,
        headers: { authorization: `ManagementKey-v1 ${loaded.managementKeys[0]?.key}`, ...headers },
      })
    },
    /** For a client that wants a server: what is not as described fails the test at its end. */
    judgedFetch: () => judgedFetch(request => talonOne.app.fetch(request)),
    /** The journal's entries of one kind. */
    journal: (kind: string) => world.journal.read({ kind }),
  }
}

export async function request(
  app: { request: (path: string, init: RequestInit) => Response | Promise<Response> },
  method: string,
  path: string,
  { headers = {}, query = {}, body }: CallOptions = {},
): Promise<Answer> {
  const sent = new Headers()
  for (const [name, value] of Object.entries(headers)) if (value !== undefined) sent.set(name, value)
  const isRaw = typeof body === 'string' || body instanceof Uint8Array || body instanceof FormData
  if (
    body !== undefined &&
    !(body instanceof FormData) &&
    !sent.has('content-type') &&
    headers['content-type'] === undefined
  ) {
    sent.set('content-type', 'application/json')
  }
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query))
    if (value !== undefined) search.append(name, String(value))
  const url = search.size === 0 ? path : `${path}${path.includes('?') ? '&' : '?'}${search}`
  const response = await app.request(url, {
    method,
    headers: sent,
    ...(body === undefined ? {} : { body: (isRaw ? body : JSON.stringify(body)) as BodyInit }),
  })
  const answer = await answerOf(response)
  expectAsDescribed(method, url.split('?', 1)[0] ?? '', answer)
  return answer
}

async function answerOf(response: Response): Promise<Answer> {
  const text = await response.text()
  const isJson = response.headers.get('content-type')?.includes('json') ?? false
  return {
    status: response.status,
    body: text === '' ? undefined : isJson ? JSON.parse(text) : text,
    hint: response.headers.get('x-sandbox-hint'),
    headers: response.headers,
  }
}

/** A failed expectation inside a server would become an answer, so it waits for the end of the test. */
function judgedFetch(fetch: (request: Request) => Response | Promise<Response>) {
  const failures: unknown[] = []
  onTestFinished(() => expect(failures).toEqual([]))
  return async (request: Request): Promise<Response> => {
    const response = await fetch(request)
    const answer = await answerOf(response.clone())
    try {
      expectAsDescribed(request.method, new URL(request.url).pathname, answer)
    } catch (failure) {
      failures.push(failure)
    }
    return response
  }
}

const THIRD_PARTY = /^\/(customer_engagement|braze|iterable|cdp)\//

const ERROR = { message: expect.any(String), errors: expect.any(Array) }

/**
 * A status that an operation declares has its declared body; any other has at least the API's error body. What is not
 * emulated, and what no description names, is not judged.
 */
function expectAsDescribed(method: string, path: string, { status, body, headers }: Answer): void {
  expectListedReasons({ status, headers }, TALON_ONE_REASONS)
  if ((!isVendorDescribed && !mustBeVendorDescribed) || headers.has('x-sandbox') || method === 'HEAD') return
  const which = THIRD_PARTY.test(path) ? (['third-party'] as const) : (['integration', 'management'] as const)
  const described = which.map(vendorDescription).find(description => description.operationOf(method, path))
  const fields = described?.fieldsOf(method, path, status)
  if (status >= 400) expectErrorBody(which[0], { status, body, fields })
  const declared = described?.operationOf(method, path)
  if (described !== undefined && declared?.statuses.includes(status)) {
    expect(described.problemsOf(method, path, status, body)).toEqual([])
    expectEffectsAsDescribed(body)
  } else if (status >= 400) {
    expect(errorProblems(which[0], body)).toEqual([])
  } else if (described !== undefined) {
    expect.fail(`${method} ${path} is not described to answer ${status}`)
  }
}

/**
 * The descriptions require hardly a field of an error, so that any object would do. Their samples have all of these; of some
 * operations a 400 has no StatusCode.
 */
function expectErrorBody(
  which: Description,
  { status, body, fields }: { status: number; body: unknown; fields: string[] | undefined },
): void {
  const rest =
    which === 'third-party' ? { Error: expect.any(String), RequestUUID: expect.any(String) } : ERROR
  const isPlain = which !== 'third-party' && fields !== undefined && !fields.includes('StatusCode')
  expect(body).toEqual(isPlain ? rest : { StatusCode: status, ...rest })
}

/** Each effect has the props that the description gives to its type: acceptReferral, AcceptReferralEffectProps. */
function expectEffectsAsDescribed(body: unknown): void {
  const { effects } = (body ?? {}) as { effects?: { effectType: string; props: unknown }[] }
  for (const { effectType, props } of effects ?? []) {
    const schema = `${effectType[0]?.toUpperCase()}${effectType.slice(1).replace(/Effect$/, '')}EffectProps`
    expect(vendorDescription('integration').problemsWith(schema, props)).toEqual([])
  }
}

const errorProblems = (which: Description, body: unknown) =>
  which === 'third-party'
    ? vendorDescription(which).problemsWith('errorResponseWithStatus', body)
    : vendorDescription('integration').problemsWith('ErrorResponseWithStatus', body)
