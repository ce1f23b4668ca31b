// The process in which Pact verifies. It is apart because the native core writes to stdout by itself, and because its
// environment must say "no telemetry" from the very start. Told over IPC, one pact file at a time.
import { Verifier } from './pact-library.ts'

export interface VerificationOrder {
  id: number
  provider: string
  pactFile: string
  baseUrl: string
  /** States and messages are asked for here: POST {state, params} and POST {message}. */
  casesUrl: string
  states: string[]
  messages: string[]
}

export interface VerificationReport {
  id: number
  mismatches: string[]
}

interface PactReport {
  errors: { mismatch: unknown; interaction: string }[]
  interactionResults: { result: string; mismatch?: { type: string; mismatches?: PactMismatch[] } }[]
}

interface PactMismatch {
  type: string
  mismatch?: string
  path?: string
  key?: string
  expected?: unknown
  actual?: unknown
}

process.on('message', (order: VerificationOrder) => {
  verify(order).then(
    mismatches => process.send?.({ id: order.id, mismatches } satisfies VerificationReport),
    (error: unknown) =>
      process.send?.({
        id: order.id,
        mismatches: [`the verification broke off: ${error instanceof Error ? error.message : String(error)}`],
      } satisfies VerificationReport),
  )
})
process.on('disconnect', () => process.exit())
process.send?.({ id: 0, mismatches: [] } satisfies VerificationReport)

async function verify(order: VerificationOrder): Promise<string[]> {
  const ask = async (question: unknown) => {
    const answer = await fetch(order.casesUrl, { method: 'POST', body: JSON.stringify(question) })
    if (!answer.ok) throw new Error(await answer.text())
    return (await answer.json()) as never
  }
  const verifier = new Verifier({
    provider: order.provider,
    providerBaseUrl: order.baseUrl,
    pactUrls: [order.pactFile],
    logLevel: 'error',
    stateHandlers: Object.fromEntries(
      order.states.map(state => [state, (params?: unknown) => ask({ state, params: params ?? {} })]),
    ),
    messageProviders: Object.fromEntries(order.messages.map(message => [message, () => ask({ message })])),
  })
  return verifier.verifyProvider().then(
    report => read(report),
    (error: Error) => read(error.message),
  )
}

/** Pact answers JSON in both cases; anything else is an error of the tool. */
function read(text: string): string[] {
  let report: PactReport
  try {
    report = JSON.parse(text) as PactReport
  } catch {
    return [text.replaceAll(/\s+/g, ' ').trim()]
  }
  if (report.interactionResults.length === 0) return ['the verifier found no interaction in the pact file']
  return report.interactionResults.flatMap(({ result, mismatch }) => {
    if (result === 'OK') return []
    const listed = mismatch?.mismatches ?? []
    return listed.length > 0 ? listed.map(describe) : [JSON.stringify(mismatch ?? result)]
  })
}

function describe({ type, mismatch, path, key, expected, actual }: PactMismatch): string {
  const what = mismatch ?? `expected ${JSON.stringify(expected)}, got ${JSON.stringify(actual)}`
  return `${type.replace(/Mismatch$/, '').toLowerCase()}${path || key ? ` ${path || key}` : ''}: ${what}`
}
