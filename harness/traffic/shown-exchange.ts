// A request and its answer as people may see them: as texts, without secrets, with what was cut or is no text said.
import type { Entry } from '../../mocks/kit/journal.ts'
import { msToIso } from '../../mocks/kit/time/duration.ts'
import type { BodyRead, ExchangeRead, KeptHeaders } from '../../mocks/kit/traffic/exchange.ts'
import { maskedBody } from './masked-body.ts'
import { maskedUrl } from './masked-url.ts'
import type { MaskWords } from './masked-words.ts'
import { hiddenValue, isCredentials, isSecretHeader } from './secret-names.ts'

export interface NameAndValue {
  name: string
  value: string
}

export interface ShownBody {
  /** Absent when the body is no text, or was not kept. */
  text?: string | undefined
  /** Of the whole body. */
  bytes: number
  /** `cut`: the text is its beginning; `binary`: it is no text; `unread`: it was answered before it was read. */
  is?: 'cut' | 'binary' | 'unread' | undefined
}

export interface ShownExchange {
  seq: number
  requestId?: string
  at: string
  kind: string
  customer?: string
  request: {
    method: string
    path: string
    query: NameAndValue[]
    url: string
    headers: NameAndValue[]
    body?: ShownBody
  }
  /** Absent when none came. */
  answer?: { status: number; headers: NameAndValue[]; body?: ShownBody }
}

/** The entry is the journal's of the request. */
export function shownExchange(kept: ExchangeRead, entry: Entry, maskWords: MaskWords): ShownExchange {
  const url = maskWords(maskedUrl(kept.url))
  const headers = shownHeaders(kept.headers, maskWords)
  const body = shownBody(kept.body, headers, maskWords)
  return {
    seq: kept.seq,
    ...(typeof entry.requestId === 'string' ? { requestId: entry.requestId } : {}),
    at: msToIso(entry.at),
    kind: entry.kind,
    ...(entry.customer === undefined ? {} : { customer: entry.customer }),
    request: { method: kept.method, ...partsOf(url), url, headers, ...(body && { body }) },
    ...answerOf(kept, maskWords),
  }
}

function answerOf({ status, answerHeaders, answerBody }: ExchangeRead, maskWords: MaskWords) {
  if (status === 0) return {}
  const headers = shownHeaders(answerHeaders, maskWords)
  const body = shownBody(answerBody, headers, maskWords)
  return { answer: { status, headers, ...(body && { body }) } }
}

function partsOf(url: string): { path: string; query: NameAndValue[] } {
  const [beforeHash = ''] = url.split('#', 1)
  const at = beforeHash.indexOf('?')
  const place = at === -1 ? beforeHash : beforeHash.slice(0, at)
  const query = at === -1 ? [] : [...new URLSearchParams(beforeHash.slice(at))]
  return {
    path: place.replace(/^https?:\/\/[^/]*/, '') || '/',
    query: query.map(([name, value]) => ({ name, value })),
  }
}

function shownHeaders(headers: KeptHeaders, maskWords: MaskWords): NameAndValue[] {
  return pairsOf(headers).map(([name, value]) => ({
    name,
    value:
      isSecretHeader(name) || isCredentials(value)
        ? hiddenValue(value)
        : maskWords(value.includes('://') ? maskedUrl(value) : value),
  }))
}

function pairsOf(headers: KeptHeaders): [string, string][] {
  if (!Array.isArray(headers)) return Object.entries(headers as Record<string, string>)
  const flat = headers as string[]
  return flat.flatMap((name, at) =>
    at % 2 === 0 ? [[name, flat[at + 1] ?? ''] satisfies [string, string]] : [],
  )
}

function shownBody(
  read: BodyRead | undefined,
  headers: NameAndValue[],
  maskWords: MaskWords,
): ShownBody | undefined {
  const headerOf = (wanted: string) => headers.find(({ name }) => name.toLowerCase() === wanted)?.value
  if (read === undefined) {
    const declared = Number(headerOf('content-length') ?? 0)
    return declared > 0 ? { bytes: declared, is: 'unread' } : undefined
  }
  const { start, bytes } = read
  if (bytes === 0) return undefined
  const text = textOf(start)
  if (text === undefined) return { bytes, is: 'binary' }
  const masked = maskWords(maskedBody(text, headerOf('content-type')))
  return start.byteLength < bytes ? { text: masked, bytes, is: 'cut' } : { text: masked, bytes }
}

/** Undefined when it is no text. A beginning may end within a character. */
function textOf(start: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(start, { stream: true })
    return text.includes('\0') ? undefined : text
  } catch {
    return undefined
  }
}
