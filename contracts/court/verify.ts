// Holds a provider to a pact, one interaction at a time, and closes two holes of Pact's verifier: a state without a
// handler, and a handler that throws, both count as a failure here.
import { type ChildProcess, fork } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { verifierEnvironment } from '../environment.ts'
import type { Provider } from './contract.ts'
import { type Exchange, recordExchanges } from './exchange.ts'
import type { PactFile, PactInteraction } from './pact-file.ts'
import type { VerificationOrder, VerificationReport } from './verifier-process.ts'

export interface Verified {
  problems: string[]
  /** The request that the pact made and what the provider answered; none for messages. */
  exchange: Exchange | undefined
}

export interface VerifierOffice {
  verify(
    pact: PactFile,
    interaction: PactInteraction,
    provider: Provider,
    tamper?: (response: Response) => Promise<Response>,
  ): Promise<Verified>
  close(): Promise<void>
}

/** By Node itself: a hook on every import would be most of what the start of this process costs. */
const STRIPPING_TYPES = ['--experimental-strip-types', '--disable-warning=ExperimentalWarning']

/** Starts the verifying process; `close` ends it. */
export async function openVerifierOffice(): Promise<VerifierOffice> {
  const script = fileURLToPath(new URL('./verifier-process.ts', import.meta.url))
  const child = fork(script, {
    execArgv: STRIPPING_TYPES,
    env: verifierEnvironment(),
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  const folder = await mkdtemp(join(tmpdir(), 'contracts-'))
  let lastId = 0
  const report = reportsOf(child)
  const ready = report(0)
  return {
    async verify(pact, interaction, provider, tamper = async response => response) {
      await ready
      const missing = interaction.providerStates
        .map(({ name }) => name)
        .filter(name => !Object.hasOwn(provider.states, name))
      if (missing.length > 0) {
        return { problems: missing.map(name => `no handler for the state "${name}"`), exchange: undefined }
      }
      if (interaction.providerStates.length === 0) {
        return { problems: ['the interaction names no provider state'], exchange: undefined }
      }
      const id = ++lastId
      const pactFile = join(folder, `${id}.json`)
      await writeFile(pactFile, JSON.stringify({ ...pact, interactions: [interaction] }))
      const failures: string[] = []
      const cases = await recordExchanges(request => answerCase(request, provider, failures))
      const door = await recordExchanges(async request => tamper(await provider.answer(request)))
      try {
        child.send({
          id,
          provider: pact.provider.name,
          pactFile,
          baseUrl: door.url,
          casesUrl: cases.url,
          states: Object.keys(provider.states),
          messages: Object.keys(provider.messages ?? {}),
        } satisfies VerificationOrder)
        const { mismatches } = await report(id)
        // An answer in a state that could not be set says nothing.
        const exchange = failures.length > 0 ? undefined : door.take().at(-1)
        return { problems: [...failures, ...mismatches], exchange }
      } finally {
        await Promise.all([cases.stop(), door.stop()])
      }
    },
    async close() {
      if (child.connected) child.disconnect()
      child.kill()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Runs a state handler or a message provider in this process, where the provider lives. */
async function answerCase(request: Request, provider: Provider, failures: string[]): Promise<Response> {
  const asked = (await request.json()) as {
    state?: string
    params?: Record<string, unknown>
    message?: string
  }
  try {
    if (asked.state !== undefined) {
      return Response.json((await provider.states[asked.state]?.(asked.params ?? {})) ?? {})
    }
    return Response.json((await provider.messages?.[asked.message ?? '']?.()) ?? null)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    failures.push(
      asked.state === undefined
        ? `the message could not be made: ${reason}`
        : `the state "${asked.state}" could not be set: ${reason}`,
    )
    return new Response(reason, { status: 500 })
  }
}

/** Waits for the report with this id; a process that ends instead is an error. */
function reportsOf(child: ChildProcess): (id: number) => Promise<VerificationReport> {
  let stderr = ''
  child.stderr?.on('data', (chunk: Buffer) => {
    stderr = (stderr + chunk.toString()).slice(-2_000)
  })
  return id =>
    new Promise((resolve, reject) => {
      const onExit = (code: number | null) =>
        reject(new Error(`The verifying process ended with ${code}: ${stderr.trim()}`))
      const onMessage = (report: VerificationReport) => {
        if (report.id !== id) return
        child.off('message', onMessage).off('exit', onExit)
        resolve(report)
      }
      child.on('message', onMessage).on('exit', onExit)
    })
}
