// Holds a provider to a pact, one interaction at a time, and closes two holes of Pact's verifier: a state without a
// handler, and a handler that throws, both count as a failure here.
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Provider } from './contract.ts'
import { type Exchange, recordExchanges } from './exchange.ts'
import type { PactFile, PactInteraction } from './pact-file.ts'
import { takeVerifier } from './verifier.ts'

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

/** Opens the verifying process to somebody; `close` gives it back. */
export async function openVerifierOffice(): Promise<VerifierOffice> {
  const { order, giveBack } = takeVerifier()
  const folder = await mkdtemp(join(tmpdir(), 'contracts-'))
  return {
    async verify(pact, interaction, provider, tamper = async response => response) {
      const missing = interaction.providerStates
        .map(({ name }) => name)
        .filter(name => !Object.hasOwn(provider.states, name))
      if (missing.length > 0) {
        return { problems: missing.map(name => `no handler for the state "${name}"`), exchange: undefined }
      }
      if (interaction.providerStates.length === 0) {
        return { problems: ['the interaction names no provider state'], exchange: undefined }
      }
      const pactFile = join(folder, `${randomUUID()}.json`)
      await writeFile(pactFile, JSON.stringify({ ...pact, interactions: [interaction] }))
      const failures: string[] = []
      const cases = await recordExchanges(request => answerCase(request, provider, failures))
      const door = await recordExchanges(async request => tamper(await provider.answer(request)))
      try {
        const mismatches = await order({
          provider: pact.provider.name,
          pactFile,
          baseUrl: door.url,
          casesUrl: cases.url,
          states: Object.keys(provider.states),
          messages: Object.keys(provider.messages ?? {}),
        })
        // An answer in a state that could not be set says nothing.
        const exchange = failures.length > 0 ? undefined : door.take().at(-1)
        return { problems: [...failures, ...mismatches], exchange }
      } finally {
        await Promise.all([cases.stop(), door.stop()])
      }
    },
    async close() {
      giveBack()
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
