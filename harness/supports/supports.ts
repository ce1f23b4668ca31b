// Is what an integration calls emulated? Each of its calls is made once, in a sandbox of its own, and only what the file did
// not bring is told: the operation, the status, the code of the refusal.
import { isHostOf } from '../../mocks/vendor-hosts.ts'
import { type Sandbox, type SandboxOptions, startSandbox } from '../index.ts'
import { filledRequest } from './filled-request.ts'
import { type KnownOperation, operationOf } from './known-operation.ts'
import type { RecordedCall } from './recorded-call.ts'
import { standInsOf } from './stand-ins.ts'

export const OUTCOMES = ['served', 'refused', '501', 'unexpected', 'elsewhere'] as const
export type Outcome = (typeof OUTCOMES)[number]

export interface SupportedCall {
  outcome: Outcome
  method: string
  /** Of the vendor's operation, or the file's own with every part hidden that could be an id or a key. */
  path: string
  operation?: string
  status?: number
  /** The codes of the refusal (docs/reasons.md). */
  reason?: string
}

export async function supportOf(call: RecordedCall, options: SandboxOptions): Promise<SupportedCall> {
  await using sandbox = await startSandbox({ ...options, listen: false, clock: 'manual' })
  const operation = operationOf(call, sandbox)
  const told = {
    method: /^[A-Z]{1,10}$/.test(call.method) ? call.method : '…',
    path: operation?.path ?? hidden(call.path, sandbox),
    ...(operation === undefined ? {} : { operation: operation.id }),
  }
  if (operation === undefined && isElsewhere(call)) return { outcome: 'elsewhere', ...told }
  const answer = await answered(call, operation, sandbox)
  if (answer === undefined) return { outcome: 'unexpected', ...told }
  const { status, headers } = answer
  const reason = headers.get('x-sandbox-reason')
  return {
    outcome: outcomeOf(operation, status, headers),
    ...told,
    status,
    ...(reason === null ? {} : { reason }),
  }
}

function isElsewhere({ host }: RecordedCall): boolean {
  const name = host?.split(':')[0]?.toLowerCase()
  return name !== undefined && !isHostOf('talonOne', name) && !isHostOf('bloomreach', name)
}

/** With each credential of the world in turn, until one is let in; undefined for what no HTTP client could send. */
async function answered(
  call: RecordedCall,
  operation: KnownOperation | undefined,
  sandbox: Sandbox,
): Promise<Response | undefined> {
  const stand = await standInsOf(sandbox)
  const isBloomreach =
    operation?.vendor === 'bloomreach' || (call.host !== undefined && isHostOf('bloomreach', call.host))
  const vendor = isBloomreach ? 'bloomreach' : 'talonOne'
  const request = requestOf(call, operation, stand)
  if (request === undefined) return undefined
  let answer: Response | undefined
  for (const credential of stand.credentials[vendor]) {
    const attempt = request.clone()
    attempt.headers.set('authorization', credential)
    answer = await sandbox[vendor].app.fetch(attempt)
    if (answer.status !== 401 && answer.status !== 403) break
  }
  return answer
}

function requestOf(...given: Parameters<typeof filledRequest>): Request | undefined {
  try {
    return filledRequest(...given)
  } catch {
    // A method or an address that HTTP does not have: the call is told as unexpected.
    return undefined
  }
}

function outcomeOf(operation: KnownOperation | undefined, status: number, headers: Headers): Outcome {
  if (status === 501 && headers.get('x-sandbox') === 'not-emulated') return '501'
  if (operation === undefined || status >= 500 || status === 0) return 'unexpected'
  return status < 400 ? 'served' : 'refused'
}

/** The words of the vendors' own paths; any other part may be somebody's id, address or key. */
function hidden(path: string, { talonOne, bloomreach }: Sandbox): string {
  const known = [...talonOne.operations(), ...bloomreach.operations()]
  const words = new Set(known.flatMap(operation => operation.path.split('/')))
  return path
    .split('/')
    .map(part => (words.has(part) ? part : '…'))
    .join('/')
}
