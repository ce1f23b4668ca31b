// What went over the wire: each request to both vendors, of webhooks and to this API, with its answer, without secrets.
import { z } from 'zod'
import type { Entry } from '../../../mocks/kit/journal.ts'
import { SEEN_BY_CONSOLE } from '../../../mocks/kit/record-requests.ts'
import { SandboxError } from '../../../mocks/kit/sandbox-error.ts'
import { msToIso } from '../../../mocks/kit/time/duration.ts'
import type { ExchangeRead } from '../../../mocks/kit/traffic/exchange.ts'
import { knownSecrets } from '../../traffic/known-secrets.ts'
import { maskedUrl } from '../../traffic/masked-url.ts'
import { maskWords } from '../../traffic/masked-words.ts'
import { shownExchange } from '../../traffic/shown-exchange.ts'
import type { Controlled } from '../controlled.ts'
import { customerByAnyId } from '../customer-by-any-id.ts'
import { byId, operation } from '../operation.ts'

const nameAndValue = z.object({ name: z.string(), value: z.string() })

const body = z.object({
  text: z.string().optional().describe('Secrets hidden; absent when the body is no text.'),
  bytes: z.number().int().describe('Of the whole body.'),
  is: z
    .enum(['cut', 'binary', 'unread'])
    .optional()
    .describe(
      'cut: the text is its beginning; binary: it is no text; unread: it was answered before it was read.',
    ),
})

const whose = {
  seq: z.number().int().describe("The journal's seq of the request."),
  requestId: z.string().optional().describe('What the answer has in x-sandbox-request-id.'),
  at: z.iso.datetime().describe("The world's time."),
  kind: z.string().describe("The journal's kind of the request: who was asked, or who asked."),
  customer: z.string().optional().describe('Internal id.'),
}

export const exchange = z
  .object({
    ...whose,
    request: z.object({
      method: z.string(),
      path: z.string(),
      query: z.array(nameAndValue),
      url: z.string(),
      headers: z.array(nameAndValue),
      body: body.optional(),
    }),
    answer: z
      .object({ status: z.number().int(), headers: z.array(nameAndValue), body: body.optional() })
      .optional()
      .describe('Absent when none came.'),
  })
  .meta({ id: 'Exchange' })

const sentRequest = z
  .object({
    ...whose,
    method: z.string(),
    url: z.string(),
    status: z.number().int().optional(),
    by: z.literal('console').optional().describe('Only looked at, by somebody with the console open.'),
  })
  .meta({ id: 'SentRequest' })

const requestQuery = z.strictObject({
  customer: z.string().optional().describe("Any of a customer's ids."),
  kind: z.string().optional().describe('Of the journal, such as bloomreach.webhook-request.'),
  newest: z.coerce
    .number()
    .int()
    .min(1)
    .max(10_000)
    .optional()
    .describe('How many at most; 100 unless told.'),
})

const requestPage = z.object({
  requests: z.array(sentRequest).describe('Oldest first.'),
  kept: z.boolean().describe('False where the sandbox was started with --traffic-bytes 0.'),
})

export type Exchange = z.output<typeof exchange>
export type SentRequest = z.output<typeof sentRequest>
export type RequestQuery = z.output<typeof requestQuery>
export type RequestPage = z.output<typeof requestPage>

export const requestOperations = [
  operation({
    method: 'get',
    path: '/requests',
    id: 'listRequests',
    summary: 'Lists what was asked of both vendors, by webhooks and of this API, oldest first.',
    query: requestQuery,
    answer: requestPage,
    run({ query: { customer, kind, newest = 100 } }, sandbox) {
      const { world, bloomreach } = sandbox.live()
      const internal = customer === undefined ? undefined : customerByAnyId(bloomreach, customer).id
      const mask = maskWords(knownSecrets(sandbox.live()))
      const found = world.traffic
        .list()
        .map(kept => ({ kept, entry: world.journal.get(kept.seq) }))
        .filter((one): one is { kept: ExchangeRead; entry: Entry } => one.entry !== undefined)
        .filter(({ entry }) => internal === undefined || entry.customer === internal)
        .filter(({ entry }) => kind === undefined || entry.kind === kind)
      const requests = found.slice(-newest).map(({ kept, entry }) => ({
        ...whoseOf(entry),
        method: kept.method,
        url: mask(maskedUrl(kept.url)),
        ...(kept.status === 0 ? {} : { status: kept.status }),
        ...(entry.by === SEEN_BY_CONSOLE ? { by: SEEN_BY_CONSOLE } : {}),
      }))
      return { requests, kept: world.traffic.keeps }
    },
  }),
  operation({
    method: 'get',
    path: '/requests/{id}',
    id: 'readRequest',
    summary: 'Reads one request with its answer, by its request id or by its seq in the journal.',
    params: byId,
    answer: exchange,
    run({ params: { id } }, sandbox) {
      const { entry, kept } = foundRequest(id, sandbox)
      return shownExchange(kept, entry, maskWords(knownSecrets(sandbox.live())))
    },
  }),
]

/** By its request id, or by its seq in the journal. */
export function foundRequest(
  id: string,
  sandbox: Pick<Controlled, 'live'>,
): { entry: Entry; kept: ExchangeRead } {
  const { journal, traffic } = sandbox.live().world
  const entry = /^[0-9]+$/.test(id) ? journal.get(Number(id)) : journal.having('requestId', id)
  const kept = entry && traffic.get(entry.seq)
  if (entry !== undefined && kept !== undefined) return { entry, kept }
  throw new SandboxError(
    'request-not-found',
    `Cannot show the request ${JSON.stringify(id)}: ${whyNot(entry, traffic.keeps)}.`,
    { remedy: 'List those that are kept with GET /_sandbox/requests; --traffic-bytes says how many are.' },
  )
}

function whyNot(entry: Entry | undefined, keeps: boolean): string {
  if (!keeps) return 'this sandbox keeps none'
  return entry === undefined ? 'none has this id' : 'the journal has it, but nothing of it is kept any more'
}

const whoseOf = ({ seq, at, kind, customer, requestId }: Entry) => ({
  seq,
  at: msToIso(at),
  kind,
  ...(customer === undefined ? {} : { customer }),
  ...(typeof requestId === 'string' ? { requestId } : {}),
})

/** For entries of a journal or a timeline: what went over the wire, where an entry is a request. */
export function exchangesOf(sandbox: Pick<Controlled, 'live'>): (entry: Entry) => { exchange?: Exchange } {
  const { traffic } = sandbox.live().world
  const bySeq = new Map(traffic.list().map(kept => [kept.seq, kept]))
  const mask = maskWords(knownSecrets(sandbox.live()))
  return entry => {
    const kept = bySeq.get(entry.seq)
    return kept === undefined ? {} : { exchange: shownExchange(kept, entry, mask) }
  }
}
