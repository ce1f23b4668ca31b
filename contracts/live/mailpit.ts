// A real Mailpit: mails of this run have recipients of this run, and go again by their ids.
import { inboxStates } from '../tests-to-inbox/states.ts'
import type { LimitedSend } from './send.ts'
import type { LiveProvider } from './talon-one.ts'

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
      const mails = made.map(id => `mail ${id}`)
      const isRemoved = await answer(
        new Request('http://inbox.internal/api/v1/messages', {
          method: 'DELETE',
          headers: { 'content-type': 'application/json' },
          // Without ids Mailpit would delete everything.
          body: JSON.stringify({ IDs: made }),
        }),
      ).then(
        response => response.ok,
        () => false,
      )
      return isRemoved ? { removed: mails, left: [] } : { removed: [], left: mails }
    },
  }
}
