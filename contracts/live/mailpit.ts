// A real Mailpit: mails of this run have recipients of this run, by which they go again.
import { z } from 'zod'
import { inboxStates } from '../tests-to-inbox/states.ts'
import type { LimitedSend } from './send.ts'
import type { LiveProvider } from './talon-one.ts'

const foundSchema = z.object({ messages: z.array(z.object({ ID: z.string() })) })

export function liveMailpit(origin: string, send: LimitedSend, runId: string): LiveProvider {
  const made: string[] = []
  let last = 0
  const answer = (request: Request): Promise<Response> => {
    const { pathname, search } = new URL(request.url)
    const headers = new Headers(request.headers)
    for (const name of ['host', 'connection', 'content-length', 'transfer-encoding']) headers.delete(name)
    return send(
      new Request(new URL(pathname + search, origin), {
        method: request.method,
        headers,
        ...(request.body === null ? {} : { body: request.body, duplex: 'half' }),
      }),
    )
  }
  return {
    answer,
    states: inboxStates({ answer, newRecipient: () => `${runId}-${++last}@example.com`, made }),
    stop: async () => {},
    async cleanUp() {
      if (made.length === 0) return { removed: [], left: [] }
      const ofThisRun = `http://inbox.internal/api/v1/search?query=${encodeURIComponent(`to:${runId}`)}`
      // By recipient and not by ids: Mailpit refuses a list in which one mail is gone already, and answers nothing after that.
      const left = await answer(new Request(ofThisRun, { method: 'DELETE' }))
        .then(() => answer(new Request(ofThisRun)))
        .then(async found => foundSchema.parse(await found.json()).messages.map(({ ID }) => ID))
        // Whatever went wrong, the person must hear of each mail that may be there.
        .catch(() => made)
      const names = (ids: string[]) => ids.map(id => `mail ${id}`)
      return { removed: names(made.filter(id => !left.includes(id))), left: names(left) }
    },
  }
}
