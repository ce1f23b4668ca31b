// `GET /_sandbox/events`: the journal as server-sent events, from any entry on. It reads the ring and keeps nothing: a reader who
// is slow gets what is still there, and is told what has left. https://html.spec.whatwg.org/multipage/server-sent-events.html
import type { Context } from 'hono'
import { z } from 'zod'
import type { Entry, Journal } from '../../../mocks/kit/journal.ts'
import { readShape } from '../../../mocks/kit/shape/findings.ts'
import { shapeError } from '../../../mocks/kit/shape/shape-error.ts'
import { breathe } from '../../../mocks/kit/time/breath.ts'
import { msToIso } from '../../../mocks/kit/time/duration.ts'
import { withoutSecrets } from '../../traffic/without-secrets.ts'
import type { Controlled } from '../controlled.ts'

export const eventsQuery = z.strictObject({
  after: z.coerce
    .number()
    .int()
    .min(0)
    .optional()
    .describe('Entries with a greater seq; without it, and without Last-Event-ID, what happens from now on.'),
  kind: z.string().optional().describe('Of this kind only.'),
  as: z
    .enum(['entries', 'kinds'])
    .optional()
    .describe(
      'kinds: in place of entries, a few times a second, which kinds there were, "*" for very many: for who only wants to know what to read again.',
    ),
})

/** Entries that are written at once. */
const BATCH = 500

/** Real time for entries to gather between two writes, so that a busy world costs a reader few. */
const GATHER_MS = 20

/** The same, for a reader of kinds. */
const GATHER_KINDS_MS = 250

/** Of more entries than these nobody looks which they are. */
const MOST_KINDS = 500

/** A comment in a silent stream, which keeps proxies from closing it. */
const SILENCE_MS = 15_000

const HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store',
  'x-accel-buffering': 'no',
}

/** Where a stream stands: after which entry of which life of the world. */
interface Position {
  journal: Journal
  seq: number
}

/** Answers streams. An event's id is its seq behind the life that it belongs to, for a reset begins at 1 again. */
export function eventStreams(sandbox: Controlled) {
  const names = new WeakMap<Journal, string>()
  let lives = 0
  const journalNow = () => sandbox.live().world.journal
  /** Of this process, so that an id of an earlier one is known to be old. */
  const origin = Date.now().toString(36)

  function lifeOf(journal: Journal): string {
    const known = names.get(journal)
    if (known !== undefined) return known
    const name = `${origin}-${++lives}`
    names.set(journal, name)
    return name
  }

  const idOf = ({ journal, seq }: Position): string => `${lifeOf(journal)}.${seq}`

  /** Where a reader goes on; `isLost` when the id is of a life that has ended. */
  function beginOf(lastEventId: string | undefined, after: number | undefined) {
    const journal = journalNow()
    if (lastEventId === undefined || lastEventId === '') return { journal, seq: after ?? journal.last }
    const [life, seq] = lastEventId.includes('.') ? lastEventId.split('.') : [lifeOf(journal), lastEventId]
    const number = Number(seq)
    const isOurs = life === lifeOf(journal) && Number.isSafeInteger(number) && number >= 0
    return isOurs && number <= journal.last ? { journal, seq: number } : { journal, seq: 0, isLost: true }
  }

  return (c: Context): Response => {
    const { data, findings } = readShape(eventsQuery, c.req.query(), 'the request')
    if (findings !== undefined)
      throw shapeError('invalid-request', `Cannot ${c.req.method} ${c.req.path}`, findings)
    const { after, kind, as } = data
    const { isLost = false, ...begin } = beginOf(c.req.header('last-event-id'), after)
    let position: Position = begin
    let isReset = isLost

    /** More is there than was written at once. */
    let isBehind = false

    /** What is there for this reader and not written yet; '' when there is nothing. */
    function unread(): string {
      const journal = journalNow()
      if (journal !== position.journal) {
        position = { journal, seq: 0 }
        isReset = true
      }
      let text = isReset ? eventText('reset', idOf(position), {}) : ''
      isReset = false
      if (as === 'kinds') return text + unreadKinds(journal)
      const entries = journal.read({ after: position.seq, limit: BATCH })
      isBehind = entries.length === BATCH
      const first = entries[0]?.seq ?? position.seq + 1
      if (first > position.seq + 1) {
        const gap = { from: position.seq + 1, to: first - 1 }
        text += eventText('gap', idOf({ journal, seq: gap.to }), gap)
      }
      for (const entry of entries) {
        position = { journal, seq: entry.seq }
        if (kind === undefined || entry.kind === kind)
          text += eventText(undefined, idOf(position), shown(entry))
      }
      return text
    }

    /** However many there are, it costs no more than to look at some. */
    function unreadKinds(journal: Journal): string {
      const { seq } = position
      if (journal.last === seq) return ''
      position = { journal, seq: journal.last }
      const kinds =
        journal.last - seq > MOST_KINDS ? ['*'] : kindsOf(journal.read({ after: seq, limit: MOST_KINDS }))
      return eventText('kinds', idOf(position), { kinds })
    }

    const gatherMs = as === 'kinds' ? GATHER_KINDS_MS : GATHER_MS
    return c.body(
      streamOf({ unread, isBehind: () => isBehind, onNews: sandbox.onNews, gatherMs }),
      200,
      HEADERS,
    )
  }
}

/** A question is told from what changes something: "talon-one.request GET". */
const kindsOf = (entries: readonly Entry[]): string[] => [
  ...new Set(entries.map(({ kind, method }) => (method === 'GET' ? `${kind} GET` : kind))),
]

const shown = (entry: Entry): object => ({ ...withoutSecrets(entry), at: msToIso(entry.at) })

const eventText = (event: string | undefined, id: string, data: object): string =>
  `${event === undefined ? '' : `event: ${event}\n`}id: ${id}\ndata: ${JSON.stringify(data)}\n\n`

interface Source extends Pick<Controlled, 'onNews'> {
  unread: () => string
  isBehind: () => boolean
  gatherMs: number
}

/**
 * Asks for text whenever the reader wants some, and waits for the next entry while there is none. Who reads fast and is not behind
 * is written to no more often than entries gather: a busy world has always some more.
 */
function streamOf({ unread, isBehind, onNews, gatherMs }: Source): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  let wake = () => {}
  let timer: NodeJS.Timeout | undefined
  const leave = onNews(() => wake())
  const somethingNew = () =>
    new Promise<void>(done => {
      timer = setTimeout(done, SILENCE_MS)
      wake = () => {
        wake = () => {}
        clearTimeout(timer)
        timer = setTimeout(done, gatherMs)
      }
    })
  const gathered = () =>
    new Promise<void>(done => {
      timer = setTimeout(done, gatherMs)
    })
  return new ReadableStream(
    {
      // Written at once, so that a reader knows that the stream stands.
      start: controller => controller.enqueue(encoder.encode(`: since the last event\n\n${unread()}`)),
      async pull(controller) {
        // Who reads fast is no reason for others to wait.
        await (isBehind() ? breathe() : gathered())
        let text = unread()
        if (text === '') {
          await somethingNew()
          text = unread()
        }
        controller.enqueue(encoder.encode(text === '' ? ': nothing new\n\n' : text))
      },
      cancel() {
        leave()
        clearTimeout(timer)
      },
    },
    { highWaterMark: 1 },
  )
}
