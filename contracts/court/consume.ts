// Lets the real consumer act out one interaction against Pact's mock server, and compares what it sent with the example.
import { isDeepStrictEqual } from 'node:util'
import type { HttpInteraction, Interaction, MessageInteraction } from './contract.ts'
import { type Exchange, forward, parseJson, recordExchanges } from './exchange.ts'
import { Matchers, type Pact } from './pact-library.ts'

export interface Consumed {
  /** Why the consumer does not keep what the pact says; empty when it does. */
  problems: string[]
  /** What it really sent. */
  sent: Exchange | undefined
}

export interface ConsumeOptions {
  rewrite?: ((source: string) => string) | undefined
  /** Between the consumer and the mock server, for consumers that are code and not text. */
  request?: ((request: Request) => Request | Promise<Request>) | undefined
}

export function consume(
  pact: Pact,
  interaction: Interaction,
  { rewrite = source => source, request }: ConsumeOptions = {},
): Promise<Consumed> {
  return interaction.kind === 'message'
    ? consumeMessage(pact, interaction, rewrite)
    : consumeHttp(pact, interaction, rewrite, request)
}

async function consumeHttp(
  pact: Pact,
  interaction: HttpInteraction,
  rewrite: (source: string) => string,
  alter: ConsumeOptions['request'],
): Promise<Consumed> {
  const { request, response } = interaction
  const start = pact.addInteraction()
  for (const { name, params } of interaction.states) start.given(name, params)
  if (interaction.live !== undefined) start.comment({ key: 'live', value: interaction.live })
  let sent: Exchange | undefined
  let complaint: unknown
  const mocked = start
    .uponReceiving(interaction.description)
    .withRequest(request.method as 'GET', request.path as string, builder => {
      if (request.query !== undefined) builder.query(request.query as Record<string, string>)
      if (request.headers !== undefined) builder.headers(request.headers as Record<string, string>)
      if (request.body !== undefined) builder.jsonBody(request.body)
    })
    .willRespondWith(response.status, builder => {
      if (response.headers !== undefined) builder.headers(response.headers as Record<string, string>)
      if (typeof response.body === 'string') builder.body('text/plain', Buffer.from(response.body))
      else if (response.body !== undefined) builder.jsonBody(response.body)
    })
  const problems: string[] = []
  await mocked
    .executeTest(async ({ url }) => {
      const relay = await recordExchanges(asked => forward(asked, url))
      const front = alter && (await recordExchanges(async asked => forward(await alter(asked), relay.url)))
      try {
        await interaction.consume({ origin: front?.url ?? relay.url, rewrite })
      } catch (error) {
        complaint = error
      } finally {
        const [first, ...more] = relay.take()
        sent = first
        if (more.length > 0) problems.push(`it sends ${more.length + 1} requests where the pact has one`)
        await Promise.all([front?.stop(), relay.stop()])
      }
      // A mismatch is the better explanation; the complaint comes only where Pact has none.
      if (complaint !== undefined) throw complaint
    })
    .catch((error: unknown) => {
      problems.push(...mismatches(error))
    })
  if (sent !== undefined) problems.push(...differences(interaction, sent))
  else if (problems.length === 0) problems.push('it sends nothing')
  return { problems: [...new Set(problems)], sent }
}

async function consumeMessage(
  pact: Pact,
  interaction: MessageInteraction,
  rewrite: (source: string) => string,
): Promise<Consumed> {
  const start = pact.addAsynchronousInteraction()
  for (const { name, params } of interaction.states) start.given(name, params)
  const problems = await start
    .expectsToReceive(interaction.description, builder => {
      builder.withJSONContent(interaction.content as never)
      if (interaction.metadata !== undefined) builder.withMetadata(interaction.metadata)
    })
    .executeTest(async message => {
      await interaction.consume(message.contents.content, { rewrite })
    })
    .then(
      () => [],
      (error: unknown) => mismatches(error),
    )
  return { problems, sent: undefined }
}

/** Pact's own words, one line each. */
function mismatches(error: unknown): string[] {
  const text = error instanceof Error ? error.message : String(error)
  const [, listed] = text.split(/following mismatches:/)
  if (listed === undefined) return [text.replaceAll(/\s+/g, ' ').trim()]
  return listed
    .split(/\n\s*\d+\) /)
    .map(part => part.replaceAll(/\s+/g, ' ').trim())
    .filter(part => part !== '')
    .map(part => part.slice(0, 400))
}

/**
 * Pact's matchers are loose where the provider's state decides the value. Here the consumer is deterministic, so what it
 * sends must be the example itself.
 */
function differences({ request }: HttpInteraction, sent: Exchange): string[] {
  const found: string[] = []
  const compare = (what: string, expected: unknown, actual: unknown) => {
    if (!isDeepStrictEqual(expected, actual))
      found.push(`${what} is ${JSON.stringify(actual)}, the pact says ${JSON.stringify(expected)}`)
  }
  compare('the method', request.method, sent.method)
  compare('the path', example(request.path), decodeURIComponent(sent.path))
  const query = Object.entries(request.query ?? {}).map(([name, value]) => [name, String(example(value))])
  compare('the query', sorted(query), sorted(sent.query))
  for (const [name, value] of Object.entries(request.headers ?? {}))
    compare(`the header ${name}`, example(value), sent.requestHeaders.get(name))
  if (request.body !== undefined) compare('the body', example(request.body), parseJson(sent.requestBody))
  return found
}

export const example = (value: unknown): unknown => Matchers.reify(value as never) as unknown

const sorted = (pairs: readonly (readonly string[])[]) =>
  pairs.map(pair => [...pair]).sort(([a = ''], [b = '']) => a.localeCompare(b))
