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
    method: call.method,
    path: operation?.path ?? hidden(call.path),
    ...(operation === undefined ? {} : { operation: operation.id }),
  }
  if (operation === undefined && isElsewhere(call)) return { outcome: 'elsewhere', ...told }
  const { status, headers } = await answered(call, operation, sandbox)
  const reason = headers.get('x-sandbox-reason')
  return {
    outcome: outcomeOf(operation, status, headers),
    ...told,
    status,
    ...(reason === null ? {} : { reason }),
  }
}

const isElsewhere = ({ host }: RecordedCall): boolean => {
  const name = host?.split(':')[0]?.toLowerCase()
  return name !== undefined && !isHostOf('talonOne', name) && !isHostOf('bloomreach', name)
}

/** With each credential of the world in turn, until one is let in. */
async function answered(
  call: RecordedCall,
  operation: KnownOperation | undefined,
  sandbox: Sandbox,
): Promise<Response> {
  const stand = await standInsOf(sandbox)
  const isBloomreach =
    operation?.vendor === 'bloomreach' || (call.host !== undefined && isHostOf('bloomreach', call.host))
  const vendor = isBloomreach ? 'bloomreach' : 'talonOne'
  const request = filledRequest(call, operation, stand)
  let answer: Response | undefined
  for (const credential of stand.credentials[vendor]) {
    const attempt = request.clone()
    attempt.headers.set('authorization', credential)
    answer = await sandbox[vendor].app.fetch(attempt)
    if (answer.status !== 401 && answer.status !== 403) break
  }
  return answer ?? Response.error()
}

function outcomeOf(operation: KnownOperation | undefined, status: number, headers: Headers): Outcome {
  if (status === 501 && headers.get('x-sandbox') === 'not-emulated') return '501'
  if (operation === undefined || status >= 500 || status === 0) return 'unexpected'
  return status < 400 ? 'served' : 'refused'
}

/** A word of small letters is a name of the vendor's; anything else may be somebody's id, address or key. */
const hidden = (path: string): string =>
  path
    .split('/')
    .map(part => (/^(?:v\d|[a-z][a-z_-]{0,30}|)$/.test(part) ? part : '…'))
    .join('/')
