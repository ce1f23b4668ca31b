// Whether a webhook calls an operation of Talon.One as it wants to be called. The emulator itself is asked (`missing-parts.ts`);
// no table of operations is kept here.

import { nearestName } from '../../mocks/kit/nearest-name.ts'
import { Remembered } from '../../mocks/kit/remembered.ts'
import { inTurn } from '../../mocks/kit/time/breath.ts'
import type { TalonOne } from '../../mocks/talon-one/index.ts'
import type { ScenarioFinding } from './finding.ts'
import {
  type AskedOnce,
  askedOnce,
  type Deployment,
  type Missing,
  missedIn,
  type Operation,
} from './missing-parts.ts'
import type { WebhookNode } from './webhook-nodes.ts'

type Operations = Pick<TalonOne, 'operations'>

const BY_PATH = new WeakMap<Operations, Remembered<string, Operation[]>>()

/** The operations at this path, by any method. */
function operationsAt(talonOne: Operations, pathname: string): Operation[] {
  const byPath = BY_PATH.get(talonOne) ?? operationsByPath(talonOne)
  BY_PATH.set(talonOne, byPath)
  return byPath.of(pathname)
}

function operationsByPath(talonOne: Operations): Remembered<string, Operation[]> {
  const placed = talonOne.operations().map(operation => ({ operation, parts: operation.path.split('/') }))
  return new Remembered(pathname => {
    const called = pathname.split('/')
    const fits = (parts: readonly string[]) =>
      parts.length === called.length &&
      called.every((part, i) => parts[i] === part || parts[i]?.startsWith('{'))
    return placed.flatMap(({ operation, parts }) => (fits(parts) ? [operation] : []))
  })
}

/** The one that a webhook calls; where no method fits, the first at its path. */
function operationOf({ url, spec }: WebhookNode, talonOne: Operations): Operation | undefined {
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

async function findingsOf(call: WebhookNode, asked: AskedOnce): Promise<ScenarioFinding[]> {
  const { talonOne } = asked
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
  const missing = await missedIn(call, operation, asked)
  return [...findings, ...missing.flatMap(part => missingFinding(part, call, operation))]
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
