// A world's ways out, which close when a reset drops it: nothing of the old world may reach the new one.
import type { MailTransport } from '../../mocks/bloomreach/index.ts'
import type { HandIn } from '../../mocks/kit/handed-in.ts'

type Fetch = (request: Request, context: { causedBy: number }) => Promise<Response>
type EndingFetch = (request: Request, context: { causedBy: number; end: AbortSignal }) => Promise<Response>

/** As broken connections look, which both houses take as an outcome. */
const dropped = (): Error => Object.assign(new Error('the sandbox was reset'), { code: 'ECONNRESET' })

export class WaysOut {
  readonly #end = new AbortController()
  readonly #underWay = new Set<Promise<unknown>>()

  get isClosed(): boolean {
    return this.#end.signal.aborted
  }

  /** Breaks what is in flight; resolves once the mails that are being handed over have arrived. */
  async close(): Promise<void> {
    this.#end.abort()
    await Promise.allSettled(this.#underWay)
  }

  fetch(way: EndingFetch): Fetch {
    return async (request, { causedBy }) => {
      if (this.isClosed) throw new TypeError('fetch failed', { cause: dropped() })
      return way(request, { causedBy, end: this.#end.signal })
    }
  }

  handIn(way: HandIn): HandIn {
    return (request, context) => (this.isClosed ? undefined : way(request, context))
  }

  mail(transport: MailTransport): MailTransport {
    return {
      send: async (mail, context) => {
        if (this.isClosed) throw dropped()
        const sending = transport.send(mail, context)
        this.#underWay.add(sending)
        try {
          return await sending
        } finally {
          this.#underWay.delete(sending)
        }
      },
    }
  }
}
