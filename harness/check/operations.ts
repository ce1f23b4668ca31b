// Whether a webhook calls an operation of Talon.One as it wants to be called. The emulator itself is asked, in a world of its
// own: what it misses is reported and given, until it misses nothing more. No table of operations is kept here.

import { nearestName } from '../../mocks/kit/nearest-name.ts'
import { inTurn } from '../../mocks/kit/time/breath.ts'
import { createWorld } from '../../mocks/kit/world.ts'
import { createTalonOne, PLATFORMS, type TalonOne } from '../../mocks/talon-one/index.ts'
import { type Asked, ask } from './asked.ts'
import type { ScenarioFinding } from './finding.ts'
import type { WebhookNode } from './webhook-nodes.ts'

export type Operation = ReturnType<TalonOne['operations']>[number]
export type Deployment = Pick<TalonOne, 'settings' | 'hostname'>

/** A Talon.One of the same settings that has a key for every platform and nothing else. */
export async function scratch({ settings, hostname }: Deployment): Promise<TalonOne> {
  const talonOne = createTalonOne(createWorld({ clock: 'manual', seed: 'check' }), { settings })
  const apiKeys = PLATFORMS.map(platform => ({ title: platform, platform }))
  await talonOne.load({ deployment: hostname, applications: [{ id: 1, name: 'check', apiKeys }] })
  return talonOne
}

interface Placed {
  operation: Operation
  parts: readonly string[]
}

const PLACED = new WeakMap<object, readonly Placed[]>()

function placedOf(talonOne: Pick<TalonOne, 'operations'>): readonly Placed[] {
  const known = PLACED.get(talonOne)
  if (known !== undefined) return known
  const placed = talonOne.operations().map(operation => ({ operation, parts: operation.path.split('/') }))
  PLACED.set(talonOne, placed)
  return placed
}

/** The operations at this path, by any method. */
function operationsAt(talonOne: Pick<TalonOne, 'operations'>, pathname: string): Operation[] {
  const called = pathname.split('/')
  return placedOf(talonOne).flatMap(({ operation, parts }) => {
    const fits =
      parts.length === called.length &&
      called.every((part, i) => parts[i] === part || parts[i]?.startsWith('{'))
    return fits ? [operation] : []
  })
}

/** The one that a webhook calls; where no method fits, the first at its path. */
function operationOf(
  { url, spec }: WebhookNode,
  talonOne: Pick<TalonOne, 'operations'>,
): Operation | undefined {
  const here = url === undefined ? [] : operationsAt(talonOne, url.pathname)
  return here.find(({ method }) => method === spec?.method) ?? here[0]
}

export async function operationFindings(
  webhooks: readonly WebhookNode[],
  deployment: Deployment,
): Promise<ScenarioFinding[]> {
  const calls = webhooks.filter(({ isTalonOne }) => isTalonOne)
  if (calls.length === 0) return []
  const asked = await askedOnce(deployment)
  return (await inTurn(calls, call => findingsOf(call, asked))).flat()
}

/** A Talon.One that is asked, and what it missed in each request so far: many scenarios call the same. */
interface AskedOnce {
  talonOne: TalonOne
  missed: Map<string, Promise<readonly Missing[]>>
}

const ASKED = new WeakMap<Deployment, Promise<AskedOnce>>()

function askedOnce(deployment: Deployment): Promise<AskedOnce> {
  const known =
    ASKED.get(deployment) ?? scratch(deployment).then(talonOne => ({ talonOne, missed: new Map() }))
  ASKED.set(deployment, known)
  return known
}

async function findingsOf(call: WebhookNode, { talonOne, missed }: AskedOnce): Promise<ScenarioFinding[]> {
  const { id, at, spec, url } = call
  if (spec === undefined || url === undefined) return []
  const operation = operationOf(call, talonOne)
  const does = `${spec.method} ${url.pathname}`
  if (operation === undefined || !operation.emulated) {
    const near = nearestName(
      url.pathname,
      talonOne.operations().map(({ path }) => path),
    )
    const remedy =
      operation === undefined && near !== undefined ? `Did you mean "${near}"?` : 'It is answered 501.'
    const why = operation === undefined ? 'Talon.One has no such operation' : 'this operation is not emulated'
    const message = `Cannot call ${does}: ${why}.`
    return [{ code: 'operation-not-emulated', path: at('url'), node: id, message, remedy }]
  }
  const findings: ScenarioFinding[] = []
  if (operation.method !== spec.method) {
    findings.push({
      code: 'wrong-method',
      path: at('method'),
      node: id,
      message: `Cannot call ${does}: ${operation.id} takes ${operation.method}.`,
      remedy: `Write "method: ${operation.method}".`,
    })
  }
  const request = JSON.stringify([operation.method, url, [...call.headers], call.body])
  const missing = missed.get(request) ?? missingParts(call, operation, talonOne)
  missed.set(request, missing)
  return [...findings, ...(await missing).flatMap(part => missingFinding(part, call, operation))]
}

interface Missing {
  kind: 'header' | 'parameter'
  name: string
}

function missingFinding(
  { kind, name }: Missing,
  { id, at, trusted }: WebhookNode,
  operation: Operation,
): ScenarioFinding[] {
  const isHeader = kind === 'header'
  if (isHeader && trusted) return []
  const remedy = isHeader
    ? 'Add it to the headers of the node or of its authentication.'
    : 'Add it to the URL.'
  const message = `Cannot call ${operation.id}: the ${kind} ${name} is missing.`
  const code = isHeader ? 'missing-header' : 'missing-parameter'
  return [{ code, path: at(isHeader ? 'headers' : 'url'), node: id, message, remedy }]
}

async function missingParts(
  { url, headers, body }: WebhookNode,
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
    return ask(
      talonOne,
      new Request(target, { method: operation.method, headers: given, ...(hasBody ? { body } : {}) }),
    )
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

/** The operation that each webhook calls, by node. */
export async function calledOperations(
  webhooks: readonly WebhookNode[],
  talonOne: Pick<TalonOne, 'operations'>,
): Promise<Map<number, Operation>> {
  const operations = new Map<number, Operation>()
  await inTurn(webhooks, webhook => {
    const operation = webhook.isTalonOne ? operationOf(webhook, talonOne) : undefined
    if (operation !== undefined) operations.set(webhook.id, operation)
  })
  return operations
}
