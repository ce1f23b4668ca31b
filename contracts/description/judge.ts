// The second witness: what a description says about a pact, about the request that the consumer really sent, and about
// the answer that the emulator really gave. Differences are found by PactFlow's comparator; what an answer leaves out,
// which no comparator minds, by the description's own examples and lists of required fields.
import { VendorDescription } from '../conformance/vendor-description.ts'
import { type Exchange, parseJson } from '../court/exchange.ts'
import type { HttpPactInteraction } from '../court/pact-file.ts'
import { type Comparator, createComparator } from './comparator.ts'
import { describedFields } from './described-fields.ts'
import type { LoadedDescription, OpenApiDocument } from './load.ts'

export interface Testimony {
  pact: HttpPactInteraction
  sent: Exchange | undefined
  answered: Exchange | undefined
  leftOut: readonly string[]
}

const SUBJECTS = ['pact', 'consumer', 'emulator'] as const

const witnesses = new WeakMap<OpenApiDocument, DescriptionWitness>()

/** Compiling a description takes longer than all that it is asked. */
export function witnessOf(description: LoadedDescription): DescriptionWitness {
  const known = witnesses.get(description.document)
  if (known !== undefined) return known
  const witness = new DescriptionWitness(description)
  witnesses.set(description.document, witness)
  return witness
}

export class DescriptionWitness {
  readonly ownWords: boolean
  readonly #document: OpenApiDocument
  readonly #comparator: Comparator
  readonly #required: VendorDescription | undefined

  constructor({ document, ownWords }: LoadedDescription) {
    this.ownWords = ownWords
    this.#document = document
    this.#comparator = createComparator(document)
    // Swagger 2.0 lists no required fields for what Mailpit answers.
    this.#required = document.openapi === undefined ? undefined : new VendorDescription(document as never)
  }

  /** One line for each finding, beginning with whom it is about; empty when the description agrees. */
  async judge({ pact, sent, answered, leftOut }: Testimony): Promise<string[]> {
    const rendered = sent === undefined ? undefined : { ...interactionOf(sent), response: pact.response }
    const cases = [pact, rendered, answered === undefined ? undefined : interactionOf(answered)]
    const findings: string[] = []
    for (const [index, subject] of SUBJECTS.entries()) {
      const judged = cases[index]
      if (judged !== undefined)
        findings.push(...(await this.#compare(judged)).map(finding => `${subject}: ${finding}`))
    }
    if (answered !== undefined) {
      findings.push(...this.#omissions(answered, leftOut).map(finding => `emulator: ${finding}`))
    }
    return [...new Set(findings)]
  }

  async #compare(interaction: object): Promise<string[]> {
    const pact = {
      consumer: { name: 'consumer' },
      provider: { name: 'provider' },
      interactions: [interaction],
      metadata: { pactSpecification: { version: '4.0' } },
    }
    const findings: string[] = []
    for await (const { type, code, message } of this.#comparator.compare(pact)) {
      // A small description lists what is relied on, not everything that may come.
      if (this.ownWords && code === 'response.body.incompatible' && message.includes('additional properties'))
        continue
      // A warning about an unknown query parameter is our error: the vendor would ignore what we rely on.
      if (type === 'error' || code === 'request.query.unknown') findings.push(`${code}: ${shorten(message)}`)
    }
    return findings
  }

  #omissions(
    { method, path, status, responseBody, responseHeaders }: Exchange,
    leftOut: readonly string[],
  ): string[] {
    if (!responseHeaders.get('content-type')?.includes('json')) return []
    const body = parseJson(responseBody)
    const required = (this.#required?.problemsOf(method, path, status, body) ?? [])
      .filter(problem => problem.includes('required'))
      .map(problem => `response.body.required: ${problem}`)
    const given = new Set(Object.keys((body as object | undefined) ?? {}))
    const omitted = describedFields(this.#document, { method, path, status })
      .filter(field => !given.has(field) && !leftOut.includes(field))
      .map(field => `response.body.omitted: the description shows the field ${field}`)
    return [...required, ...omitted]
  }
}

const shorten = (message: string) =>
  message
    .replaceAll(/\s+/g, ' ')
    .replace('Value is incompatible with the parameter defined in the spec file: ', '')
    .replace('Request body is incompatible with the request body schema in the spec file: ', '')
    .replace('Response body is incompatible with the response body schema in the spec file: ', '')
    .slice(0, 300)

/** Headers that belong to the connection or to the HTTP client, not to the contract. */
const TRANSPORT = new Set([
  'host',
  'connection',
  'user-agent',
  'accept-encoding',
  'accept-language',
  'accept',
  'content-length',
  'sec-fetch-mode',
  'transfer-encoding',
  'date',
  'keep-alive',
  'cache-control',
  'vary',
])

const isOurs = (name: string) => name.startsWith('x-sandbox')

function interactionOf(exchange: Exchange): object {
  return {
    type: 'Synchronous/HTTP',
    description: `${exchange.method} ${exchange.path}`,
    request: {
      method: exchange.method,
      path: exchange.path,
      query: listed(exchange.query),
      headers: listed([...exchange.requestHeaders].filter(([name]) => !TRANSPORT.has(name) && !isOurs(name))),
      ...bodyOf(exchange.requestBody, exchange.requestHeaders),
    },
    response: {
      status: exchange.status,
      headers: listed([...exchange.responseHeaders].filter(([name]) => name === 'content-type')),
      ...bodyOf(exchange.responseBody, exchange.responseHeaders),
    },
  }
}

function listed(pairs: readonly (readonly [string, string])[]): Record<string, string[]> {
  const lists: Record<string, string[]> = {}
  for (const [name, value] of pairs) lists[name] = [...(lists[name] ?? []), value]
  return lists
}

function bodyOf(text: string, headers: Headers): object {
  if (text === '') return {}
  const contentType = headers.get('content-type')?.split(';', 1)[0] ?? 'text/plain'
  const content = contentType.includes('json') ? parseJson(text) : text
  return { body: { content, contentType, encoded: false } }
}
