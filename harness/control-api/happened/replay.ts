// The same request once more: with the headers and the body that went over the wire, its secrets among them, which nobody is shown.
import type { Entry } from '../../../mocks/kit/journal.ts'
import { CAUSED_BY_HEADER, REQUEST_ID_HEADER } from '../../../mocks/kit/record-requests.ts'
import { SandboxError } from '../../../mocks/kit/sandbox-error.ts'
import type { BodyRead, ExchangeRead, KeptHeaders } from '../../../mocks/kit/traffic/exchange.ts'
import { isHostOf } from '../../../mocks/vendor-hosts.ts'
import { knownSecrets } from '../../traffic/known-secrets.ts'
import { maskWords } from '../../traffic/masked-words.ts'
import { shownExchange } from '../../traffic/shown-exchange.ts'
import { byId, operation } from '../operation.ts'
import { exchange, foundRequest } from './requests.ts'

export const replayOperations = [
  operation({
    method: 'post',
    path: '/requests/{id}/replay',
    id: 'replayRequest',
    summary: 'Asks a vendor once more what it was asked before, and answers the new request.',
    params: byId,
    answer: exchange,
    async run({ params: { id } }, sandbox) {
      const { entry, kept } = foundRequest(id, sandbox)
      const answer = await sandbox.ask(requestOf(entry, kept))
      const { journal, traffic } = sandbox.live().world
      const requestId = answer.headers.get(REQUEST_ID_HEADER)
      const sent = journal.read({ after: entry.seq, newest: 1_000 }).find(one => one.requestId === requestId)
      const again = sent && traffic.get(sent.seq)
      if (sent === undefined || again === undefined) throw notReplayed(id, 'nothing of its answer was kept')
      return shownExchange(again, sent, maskWords(knownSecrets(sandbox.live())))
    },
  }),
]

const ASKED_OF_A_VENDOR = new Set(['talon-one.request', 'bloomreach.request', 'bloomreach.webhook-request'])

/** What belongs to one connection, or is made anew. */
const OF_THE_CONNECTION =
  /^(?:host|connection|keep-alive|content-length|transfer-encoding|expect|upgrade|te|trailer|x-sandbox-.*)$/i

function requestOf(entry: Entry, { method, url, headers, body }: ExchangeRead): Request {
  if (!ASKED_OF_A_VENDOR.has(entry.kind)) throw notReplayed(entry.seq, 'it was not asked of a vendor')
  const target = new URL(url, 'http://localhost')
  const isHere = target.hostname === 'localhost' || /^[\d.]+$|:/.test(target.hostname)
  if (!isHere && !isHostOf('talonOne', target.hostname) && !isHostOf('bloomreach', target.hostname))
    throw notReplayed(entry.seq, `it went to ${target.hostname}, which is no vendor's`)
  const sent = new Headers(pairsOf(headers).filter(([name]) => !OF_THE_CONNECTION.test(name)))
  sent.set(CAUSED_BY_HEADER, String(entry.seq))
  const init: RequestInit = { method, headers: sent }
  if (body !== undefined) init.body = wholeOf(body, entry.seq)
  return new Request(`http://localhost${target.pathname}${target.search}`, init)
}

function wholeOf({ start, bytes }: BodyRead, seq: number): Uint8Array<ArrayBuffer> {
  if (start.length < bytes) throw notReplayed(seq, 'only the beginning of its body was kept')
  return new Uint8Array(start)
}

function pairsOf(headers: KeptHeaders): [string, string][] {
  if (!Array.isArray(headers)) return Object.entries(headers as Readonly<Record<string, string>>)
  const flat = headers as readonly string[]
  return flat.flatMap((name, index) =>
    index % 2 === 0 ? [[name, flat[index + 1] ?? ''] as [string, string]] : [],
  )
}

const notReplayed = (id: string | number, why: string): SandboxError =>
  new SandboxError('not-replayed', `Cannot ask the request ${JSON.stringify(id)} again: ${why}.`, {
    remedy: 'Send it yourself, from what GET /_sandbox/requests/{id} shows of it.',
  })
