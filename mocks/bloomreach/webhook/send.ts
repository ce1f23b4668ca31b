// One HTTP call through the house's way out, with the real-time limit and the cap on the answer. Never throws for what
// the other side does.

import { handedHeaders } from '../../kit/handed-in.ts'
import type { Explanation } from '../../kit/reason.ts'
import { HINT_HEADER, REASON_HEADER } from '../../kit/record-requests.ts'
import { SandboxError } from '../../kit/sandbox-error.ts'
import { platformTimeout } from '../../kit/time/clock.ts'
import type { KeptExchange } from '../../kit/traffic/exchange.ts'
import type { House } from '../house.ts'
import type { BloomreachReason } from '../reasons.ts'
import type { OutgoingRequest } from './request.ts'

export type Reply =
  | ({ kind: 'answered'; status: number; text: string } & Explanation)
  | ({ kind: 'too-large'; status: number } & Explanation)
  | { kind: 'refused'; message: string }
  /** No answer in time, a connection that failed or broke. */
  | { kind: 'unreachable'; message: string }

type Sendable = Pick<OutgoingRequest, 'method' | 'url' | 'headers' | 'body'> &
  Partial<Pick<OutgoingRequest, 'secrets'>>

/** What goes over the wire is kept for whoever looks back, under the journal's entry that leads to it. */
export async function sendRequest(
  request: Sendable,
  house: Pick<House, 'fetch' | 'handIn' | 'settings' | 'world'>,
  causedBy: number,
): Promise<Reply> {
  const { fetch, settings, world } = house
  const handed = handOver(request, house, causedBy)
  if (handed !== undefined) return handed
  const abort = new AbortController()
  const outgoing = toRequest(request, abort.signal)
  if ('kind' in outgoing) return outgoing
  const patience = waitFor(settings, () => abort.abort())
  try {
    const response = await fetch(outgoing, { causedBy })
    const text = await readCapped(response, settings.webhookResponseBytes)
    const { status } = response
    keepExchange(
      request,
      { seq: causedBy, status, answerHeaders: [...response.headers].flat(), answerBody: text },
      world,
    )
    const exceededMs = patience.isStrained ? settings.webhookAnswerWithinMs : undefined
    return replyOf(status, text, explanationOf(response.headers, exceededMs))
  } catch (error) {
    keepExchange(request, { seq: causedBy, ...NO_ANSWER }, world)
    if (patience.isOver) {
      return { kind: 'unreachable', message: `No answer within ${settings.webhookTimeoutMs} ms.` }
    }
    if (error instanceof SandboxError && error.code === 'host-refused') {
      return { kind: 'refused', message: error.message }
    }
    if (error instanceof TypeError || isAbort(error)) {
      return { kind: 'unreachable', message: `The connection failed: ${reasonOf(error)}.` }
    }
    throw error
  } finally {
    patience.end()
  }
}

/** Answered in process at once; undefined for what `fetch` is to be asked for. */
function handOver(
  request: Sendable,
  { handIn, settings, world }: Pick<House, 'handIn' | 'settings' | 'world'>,
  causedBy: number,
): Reply | undefined {
  const headers = handIn && handedHeaders(request.headers)
  const url = headers && URL.parse(request.url)
  if (!headers || !url || url.username !== '' || url.password !== '') return undefined
  const { method, body } = request
  const answer = handIn?.({ method, url, headers, body }, { causedBy })
  if (answer === undefined) return undefined
  const { status } = answer
  const text = Buffer.byteLength(answer.body) > settings.webhookResponseBytes ? undefined : answer.body
  keepExchange(
    request,
    { seq: causedBy, status, answerHeaders: answer.headers.flat(), answerBody: text },
    world,
  )
  return replyOf(status, text, explanationOf(new Map(answer.headers), undefined))
}

const replyOf = (status: number, text: string | undefined, said: Explanation): Reply =>
  text === undefined ? { kind: 'too-large', status, ...said } : { kind: 'answered', status, text, ...said }

const NO_ANSWER = { status: 0, answerHeaders: [], answerBody: undefined }

function keepExchange(
  { method, url, headers, body, secrets }: Sendable,
  answer: Pick<KeptExchange, 'seq' | 'status' | 'answerHeaders' | 'answerBody'>,
  { traffic }: House['world'],
): void {
  if (!traffic.keeps) return
  const hidden = headers.filter(([name]) => secrets?.has(name.toLowerCase())).map(([, value]) => value)
  traffic.keep({ method, url, headers: headers.flat(), body, secrets: hidden, ...answer })
}

/** One timer for both limits: first the time that the vendor demands, then the rest until nobody waits any more. */
function waitFor(
  { webhookAnswerWithinMs: demanded, webhookTimeoutMs: limit }: House['settings'],
  giveUp: () => void,
) {
  const patience = { isStrained: false, isOver: false, end: () => {} }
  const endAfter = (ms: number) =>
    platformTimeout(ms, () => {
      patience.isOver = true
      giveUp()
    })
  const strain = () => {
    patience.isStrained = true
    patience.end = endAfter(limit - demanded)
  }
  patience.end = limit <= demanded ? endAfter(limit) : platformTimeout(demanded, strain)
  return patience
}

type Said = { get(name: string): string | null | undefined }

/** [D] creating-api-endpoint-for-webhooks: the called API responds in less than 1,000 ms. */
function explanationOf(headers: Said, exceededMs: number | undefined): Explanation {
  const slow: BloomreachReason | undefined = exceededMs === undefined ? undefined : 'slow-answer'
  return {
    ...joined('reason', [headers.get(REASON_HEADER), slow], ', '),
    ...joined(
      'hint',
      [
        headers.get(HINT_HEADER),
        slow && `The answer took longer than ${exceededMs} ms, which the vendor demands.`,
      ],
      ' ',
    ),
  }
}

function joined(name: keyof Explanation, parts: (string | null | undefined)[], between: string): Explanation {
  const said = parts.filter(Boolean).join(between)
  return said === '' ? {} : { [name]: said }
}

/** What no request can say is refused before anything is sent. */
function toRequest({ method, url, headers, body }: Sendable, signal: AbortSignal): Request | Reply {
  try {
    return new Request(url, {
      method,
      headers,
      // A redirect could carry credentials to another host.
      redirect: 'manual',
      signal,
      ...(body === undefined ? {} : { body }),
    })
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    return { kind: 'refused', message: `The request cannot be made: ${error.message.replace(/\.$/, '')}.` }
  }
}

const isAbort = (error: unknown): error is Error => error instanceof Error && error.name === 'AbortError'

/** fetch says "fetch failed"; the reason is in its cause. */
function reasonOf(error: Error): string {
  const { cause } = error
  if (!(cause instanceof Error)) return error.message
  return 'code' in cause && typeof cause.code === 'string' ? `${cause.code} ${cause.message}` : cause.message
}

/** [D] using-webhook-responses: up to 64 KB of raw data is processed. Undefined: there is more. */
async function readCapped(response: Response, cap: number): Promise<string | undefined> {
  if (Number(response.headers.get('content-length')) > cap) {
    await response.body?.cancel()
    return undefined
  }
  if (response.body === null) return ''
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength
    if (size > cap) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
