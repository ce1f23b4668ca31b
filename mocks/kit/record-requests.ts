// Hono middleware of both houses: each request gets an id, holds the clock while it is in flight and goes to the journal;
// each operation has a name, under which faults find it; what is not emulated says so.
import type { HttpBindings } from '@hono/node-server'
import type { Context, MiddlewareHandler } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { ApiError } from './api-error.ts'
import type { Chance } from './chance.ts'
import type { Fault } from './faults.ts'
import type { Entry } from './journal.ts'
import type { Explanation, Facts, Reason, SandboxReason } from './reason.ts'
import type { SandboxError } from './sandbox-error.ts'
import { platformTimeout } from './time/clock.ts'
import type { KeptExchange, KeptHeaders } from './traffic/exchange.ts'
import type { World } from './world.ts'

export type Vendor = 'talon-one' | 'bloomreach'

export interface SandboxEnv {
  Bindings: Partial<HttpBindings>
  Variables: {
    requestId: string
    /** The journal's seq of this request: what an operation hands on as `causedBy`. */
    requestSeq: number
    /** The vendor's operation id, once the route is known. */
    operation?: string
    /** What the vendor's body cannot say, as codes, facts and words; codes and words become headers. */
    reason?: string | undefined
    facts?: Facts | undefined
    hint?: string | undefined
    /** The body, once it was read, and the body of the answer: for whoever looks back. */
    received?: string | Uint8Array | undefined
    answered?: string | Uint8Array | null | undefined
  }
}

/**
 * What is read of a request and said about it: a Hono context, or something lighter in its place. Over a socket headers
 * are read from Node's own request, so that only a context needs `raw` and `header`.
 */
export interface Exchange {
  readonly req: {
    readonly method: string
    /** With or without what stands before the path. */
    readonly url: string
    readonly path: string
    readonly raw?: { readonly headers: Iterable<readonly [string, string]> }
    header?(name: string): string | undefined
    /** A part of the path. */
    param?(name: string): string | undefined
  }
  readonly env: SandboxEnv['Bindings'] | undefined
  get<K extends keyof SandboxEnv['Variables']>(name: K): SandboxEnv['Variables'][K]
  set<K extends keyof SandboxEnv['Variables']>(name: K, value: SandboxEnv['Variables'][K]): void
}

/** Internal headers between a webhook executor and an emulator of the same world. */
export const CAUSED_BY_HEADER = 'x-sandbox-caused-by'
/** In its place, of a question that only the console has. */
export const SEEN_BY_CONSOLE = 'console' as const
/** Finds a request in the journal. */
export const REQUEST_ID_HEADER = 'x-sandbox-request-id'
/** What a test may assert on, and the same in words. */
export const REASON_HEADER = 'x-sandbox-reason'
export const HINT_HEADER = 'x-sandbox-hint'
/** Marks an in-process answer that over a socket would be a reset connection. */
export const RESET_HEADER = 'x-sandbox-reset'

/** What stands in the journal about the requests of one vendor, and the ids that find it there. */
export class RequestRecord {
  readonly #world: World
  readonly #ids: Chance
  readonly #requestKind: string
  readonly #responseKind: string

  constructor(world: World, vendor: Vendor) {
    this.#world = world
    this.#ids = world.chance.stream(`${vendor}/request-ids`)
    this.#requestKind = `${vendor}.request`
    this.#responseKind = `${vendor}.response`
  }

  open(c: Exchange): void {
    const requestId = this.#ids.uuid()
    const { method, path } = c.req
    const said = headerOf(c, CAUSED_BY_HEADER)
    const cause = Number(said)
    const request: Entry = { seq: 0, at: 0, kind: this.#requestKind, method, path, requestId }
    if (Number.isInteger(cause) && cause > 0) request.causedBy = cause
    else if (said === SEEN_BY_CONSOLE) request.by = SEEN_BY_CONSOLE
    c.set('requestId', requestId)
    c.set('requestSeq', this.#world.journal.keep(request).seq)
  }

  close(c: Exchange, status: number): void {
    const response: Entry = {
      seq: 0,
      at: 0,
      kind: this.#responseKind,
      causedBy: c.get('requestSeq'),
      operation: c.get('operation'),
      status,
    }
    const reason = c.get('reason')
    if (reason !== undefined) response.reason = reason
    const facts = c.get('facts')
    if (facts !== undefined) response.facts = facts
    const hint = c.get('hint')
    if (hint !== undefined) response.hint = hint
    this.#world.journal.keep(response)
  }

  get keepsTraffic(): boolean {
    return this.#world.traffic.keeps
  }

  /** What goes over the wire, for whoever looks back; answers how many bytes the answer's body has. */
  keep(c: Exchange, answer: Answered): number | undefined {
    const incoming = c.env?.incoming
    return this.#world.traffic.keep({
      seq: c.get('requestSeq'),
      method: c.req.method,
      url: incoming?.url ?? c.req.url,
      headers: incoming?.rawHeaders ?? flat(c.req.raw?.headers),
      body: c.get('received'),
      status: answer.status,
      answerHeaders: answer.headers,
      answerBody: answer.body,
    })
  }
}

interface Answered {
  status: number
  headers: KeptHeaders
  body: KeptExchange['body']
}

/** Without what the journal has: what is the same each time is kept once. */
function flat(headers: Iterable<readonly [string, string]> | undefined): string[] {
  const texts: string[] = []
  for (const [name, value] of headers ?? []) {
    if (name !== REQUEST_ID_HEADER && name !== CAUSED_BY_HEADER) texts.push(name, value)
  }
  return texts
}

export function recordRequests(world: World, of: RequestRecord | Vendor): MiddlewareHandler<SandboxEnv> {
  const record = typeof of === 'string' ? new RequestRecord(world, of) : of
  return async function recordRequest(c, next) {
    const work = world.works.beginRequest()
    if (work === undefined) return recorded(c, next)
    await work
      .run(() => recorded(c, next))
      .finally(async () => {
        const problem = await work.end()
        if (problem !== undefined) c.res = notKept(problem)
      })
  }

  async function recorded(c: Context<SandboxEnv>, next: () => Promise<void>): Promise<void> {
    const release = world.clock.hold(() => `${c.req.method} ${c.req.path}`)
    record.open(c)
    if (record.keepsTraffic) noteAnswers(c)
    c.header(REQUEST_ID_HEADER, c.get('requestId'))
    try {
      await next()
    } finally {
      release()
    }
    for (const [name, value] of Object.entries(addReason({}, c))) c.header(name, value)
    record.close(c, c.res.status)
    if (!record.keepsTraffic) return
    const { status, headers } = c.res
    const noted = c.get('answered')
    const body = noted === undefined ? await copiedBody(c) : (noted ?? undefined)
    record.keep(c, { status, headers: flat(headers), body })
  }
}

type Answering = (body: unknown, status?: unknown, headers?: object) => Response

/** Says what is answered while it still is a text: to ask the answer for it costs several times as much. */
export function noteAnswers(c: Context<SandboxEnv>): void {
  const answer = c.body as Answering
  const noted: Answering = (body, status, headers) => {
    c.set('answered', isKeepable(body) ? body : undefined)
    return answer(body, status, headers)
  }
  const json: Answering = (value, status, headers) =>
    noted(JSON.stringify(value), status, { 'content-type': 'application/json', ...headers })
  Object.assign(c, { body: noted, json })
}

const isKeepable = (body: unknown): body is string | Uint8Array | null =>
  typeof body === 'string' || body === null || body instanceof Uint8Array

/** As it was noted; of a page, or of an answer that was kept elsewhere, a copy. */
export async function answeredBody(c: Context<SandboxEnv>): Promise<KeptExchange['body']> {
  const noted = c.get('answered')
  return noted === undefined ? copiedBody(c) : (noted ?? undefined)
}

const copiedBody = async (c: Context<SandboxEnv>): Promise<Uint8Array | undefined> =>
  c.res.body === null ? undefined : new Uint8Array(await c.res.clone().arrayBuffer())

/** An answer to what was done and could not be kept. */
export const notKept = (problem: SandboxError): Response =>
  Response.json(problem.toJSON(), { status: 503, headers: { [REASON_HEADER]: problem.code } })

/** Over a socket the parsed headers are there already; to ask the request costs several times as much. */
export function headerOf(c: Exchange, name: string): string | undefined {
  const incoming = c.env?.incoming
  if (incoming === undefined) return c.req.header?.(name)
  const value = incoming.headers[name]
  return Array.isArray(value) ? value.join(', ') : value
}

/** A refusal's reason takes the place of whatever was said before it; an answer without one leaves that standing. */
export function explain(c: Exchange, { reason, facts, hint }: Explanation): void {
  if (reason === undefined) return
  c.set('reason', reason)
  c.set('facts', facts)
  c.set('hint', hint)
}

/** One thing more to know about an answer; the codes of several stand in one list. */
export function remark(c: Exchange, { reason, facts, hint }: Reason): void {
  const earlier = c.get('reason')
  c.set('reason', earlier === undefined ? reason : `${earlier}, ${reason}`)
  c.set('facts', { ...c.get('facts'), ...facts })
  c.set('hint', [c.get('hint'), hint].filter(Boolean).join(' '))
}

/** Adds what an answer says to those who read more than the vendor's body. */
export function addReason(headers: Record<string, string>, c: Exchange): Record<string, string> {
  const reason = c.get('reason')
  if (reason !== undefined) headers[REASON_HEADER] = reason
  const hint = c.get('hint')
  if (hint !== undefined) headers[HINT_HEADER] = headerText(hint)
  return headers
}

/** Clients refuse an answer whose headers are longer than some kilobytes. */
const LONGEST_HEADER = 2_000

/** A header takes no more than printable ASCII. */
export const headerText = (text: string): string => {
  const short = text.length > LONGEST_HEADER ? `${text.slice(0, LONGEST_HEADER)}...` : text
  return short.replaceAll(/[^\x20-\x7e]/g, '?')
}

/** Names the operation of a route, so that the journal shows it and faults can strike it. */
export function operation(
  world: World,
  name: string,
  errorFor: (status: number, c: Context<SandboxEnv>) => ApiError,
): MiddlewareHandler<SandboxEnv> {
  world.faults.declare(name)
  return function namedOperation(c, next) {
    c.set('operation', name)
    // Without a plan nothing is read from the request: this is on the path of every call.
    return world.faults.list().length === 0 ? next() : maybeStrike(c, next)
  }

  async function maybeStrike(c: Context<SandboxEnv>, next: () => Promise<void>) {
    const fault = world.faults.strike(name, { ...c.req.query(), ...c.req.param() })
    if (fault === undefined) return next()
    world.journal.append({ kind: 'fault', causedBy: c.get('requestSeq'), operation: name, fault: fault.id })
    const answer = await strike(fault, c, next, errorFor)
    // Hono keeps the answer that came first; after a commit this one takes its place.
    if (answer !== undefined && c.finalized) c.res = answer
    return answer
  }
}

async function strike(
  fault: Fault,
  c: Context<SandboxEnv>,
  next: () => Promise<void>,
  errorFor: (status: number, c: Context<SandboxEnv>) => ApiError,
): Promise<Response | undefined> {
  explain(c, plannedFault(fault))
  if (fault.delayMs !== undefined) await delay(fault.delayMs)
  if (fault.after === 'commit' || fault.malformedBody) await next()
  if (fault.after === 'commit') {
    c.res = undefined
    explain(c, plannedFault(fault))
  }
  if (fault.timeout) return silence(c)
  if (fault.answer?.body !== undefined) {
    return c.json(fault.answer.body as object, (fault.answer.status ?? 500) as ContentfulStatusCode)
  }
  if (fault.answer?.status !== undefined) throw errorFor(fault.answer.status, c)
  if (fault.reset || fault.after === 'commit') return resetConnection(c)
  if (fault.malformedBody) {
    const body = await c.res.text()
    const half = body.slice(0, Math.ceil(body.length / 2))
    c.set('answered', half)
    c.res = new Response(half, c.res)
    return undefined
  }
  await next()
  return undefined
}

const plannedFault = ({ id }: Fault) => ({
  reason: 'planned-fault' satisfies SandboxReason,
  facts: { fault: id },
  hint: `Fault ${id} planned with POST /_sandbox/faults.`,
})

const delay = (ms: number) => new Promise<void>(resolve => platformTimeout(ms, resolve))

/** Answers nothing until the client gives up. */
async function silence(c: Context<SandboxEnv>): Promise<Response> {
  const { signal } = c.req.raw
  await new Promise<void>(resolve => {
    if (signal.aborted) resolve()
    signal.addEventListener('abort', () => resolve(), { once: true })
  })
  return resetConnection(c)
}

function resetConnection(c: Context<SandboxEnv>): Response {
  c.env?.incoming?.socket.destroy()
  return c.body(null, 502, { [c.env?.incoming ? 'x-hono-already-sent' : RESET_HEADER]: '1' })
}

/** The answer to a vendor's operation that is not emulated; a vendor's own 404 never carries this header. */
export function notEmulated(c: Context<SandboxEnv>, vendor: string, name?: string): Response {
  const what = name ?? `${c.req.method} ${c.req.path}`
  explain(c, {
    reason: 'not-emulated' satisfies SandboxReason,
    facts: { operation: what },
    hint: `The sandbox does not emulate this operation of ${vendor}.`,
  })
  return c.json(
    {
      error: {
        code: 'not-emulated',
        message: `Cannot answer ${what}: the sandbox does not emulate this operation of ${vendor}. See the list in mocks/README.md.`,
      },
    },
    501,
    { 'x-sandbox': 'not-emulated' },
  )
}
