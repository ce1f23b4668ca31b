// What a request lacks of what its operation wants, as an emulator says that is asked until it misses nothing more. It has a world of
// its own, which every world of the same settings shares.
import { createWorld } from '../../mocks/kit/world.ts'
import { createTalonOne, PLATFORMS, type TalonOne } from '../../mocks/talon-one/index.ts'
import { type Asked, ask } from './asked.ts'
import type { Sent } from './webhook-nodes.ts'

export type Operation = ReturnType<TalonOne['operations']>[number]
export type Deployment = Pick<TalonOne, 'settings' | 'hostname'>

/** A Talon.One of the same settings that has a key for every platform and nothing else. */
export async function scratch({ settings, hostname }: Deployment): Promise<TalonOne> {
  const talonOne = createTalonOne(createWorld({ clock: 'manual', seed: 'check' }), { settings })
  const apiKeys = PLATFORMS.map(platform => ({ title: platform, platform }))
  await talonOne.load({ deployment: hostname, applications: [{ id: 1, name: 'check', apiKeys }] })
  return talonOne
}

export interface Missing {
  kind: 'header' | 'parameter'
  name: string
}

/** A Talon.One that is asked, one request after the other, and what it missed in each so far: many scenarios call the same. */
export interface AskedOnce {
  talonOne: TalonOne
  missed: Map<string, Promise<readonly Missing[]>>
  /** Ends when nobody asks it any more. */
  free: Promise<unknown>
}

/** By what they are made of: every world of the same settings asks the same. */
const ASKED = new Map<string, Promise<AskedOnce>>()
const MOST_ASKED = 4
const MOST_MISSED = 1_000

export function askedOnce(deployment: Deployment): Promise<AskedOnce> {
  const madeOf = JSON.stringify([deployment.hostname, deployment.settings])
  const known =
    ASKED.get(madeOf) ??
    scratch(deployment).then(talonOne => ({ talonOne, missed: new Map(), free: Promise.resolve() }))
  return keep(ASKED, madeOf, known, MOST_ASKED)
}

/** Among the newest of so many. */
function keep<Value>(kept: Map<string, Value>, key: string, value: Value, most: number): Value {
  kept.delete(key)
  kept.set(key, value)
  const [oldest] = kept.keys()
  if (kept.size > most && oldest !== undefined) kept.delete(oldest)
  return value
}

export function missedIn(call: Sent, operation: Operation, asked: AskedOnce): Promise<readonly Missing[]> {
  const request = JSON.stringify([operation.method, call.url, [...call.headers], call.body])
  const known = asked.missed.get(request)
  if (known !== undefined) return known
  const missing = asked.free.then(() => missingParts(call, operation, asked.talonOne))
  asked.free = missing.catch(() => {})
  return keep(asked.missed, request, missing, MOST_MISSED)
}

async function missingParts(
  { url, headers, body }: Sent,
  operation: Operation,
  talonOne: TalonOne,
): Promise<readonly Missing[]> {
  const target = new URL(url ?? '')
  const given = new Headers(headers)
  const found: Missing[] = []
  const before = talonOne.world.state.image()
  const askAgain = () => {
    const hasBody = operation.method !== 'GET' && body !== undefined
    if (hasBody && !given.has('content-type')) given.set('content-type', 'application/json')
    return ask(talonOne, {
      method: operation.method,
      url: target,
      headers: given,
      body: hasBody ? body : undefined,
    })
  }
  const isAuthorized = given.has('authorization')
  given.delete('authorization')
  const keys = credentialsOf(talonOne)
  // Each turn gives what was missed; the keys of all platforms are tried, since only the emulator knows which fits.
  for (let turn = 0; turn < 30; turn++) {
    const asked = await askAgain()
    if (asked.status === 401) {
      if (!given.has('authorization') && !isAuthorized) found.push({ kind: 'header', name: 'Authorization' })
      const next = keys.shift()
      if (next === undefined) break
      given.set('authorization', next)
      continue
    }
    const missing = missingIn(asked)
    if (missing === undefined) break
    found.push(missing)
    if (missing.kind === 'header') given.set(missing.name, talonOne.hostname)
    else target.searchParams.set(missing.name, missing.name === 'deployment' ? talonOne.hostname : '1')
  }
  talonOne.world.state.restore(before)
  return found
}

function credentialsOf({ apiKeys, managementKey }: TalonOne): string[] {
  const keys = apiKeys.ofApplication(1).map(({ key }) => `ApiKey-v1 ${key}`)
  return [...keys, `ManagementKey-v1 ${managementKey}`]
}

/** What the emulator says is not there. */
function missingIn({ status, reasons, facts }: Asked): Missing | undefined {
  if (status !== 400) return undefined
  if (reasons.includes('missing-header')) return { kind: 'header', name: String(facts.header) }
  const isMissing = reasons.includes('missing-parameter') || reasons.includes('empty-parameter')
  return isMissing ? { kind: 'parameter', name: String(facts.parameter) } : undefined
}
