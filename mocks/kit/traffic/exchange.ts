// A request with its answer as it went over the wire, as it is handed in and as it is read again.

/** Name and value in turn, as Node has them, or an object of them. */
export type KeptHeaders = readonly string[] | Readonly<Record<string, string>>

export interface KeptExchange {
  /** The journal's seq of its request, which knows when and why it was sent. */
  readonly seq: number
  readonly method: string
  /** As far as it was sent: a server sees no more than path and query. */
  readonly url: string
  readonly headers: KeptHeaders
  /** Undefined: there was none, or nobody has read it. */
  readonly body: string | Uint8Array | BodyRead | undefined
  /** 0 when no answer came. */
  readonly status: number
  readonly answerHeaders: KeptHeaders
  readonly answerBody: string | Uint8Array | BodyRead | undefined
  /** Values that the sender keeps secret, whatever carries them. */
  readonly secrets?: readonly string[] | undefined
}

/** The beginning of a body, or all of it, and how many bytes it had. */
export interface BodyRead {
  readonly start: Uint8Array
  readonly bytes: number
}

export interface ExchangeRead extends Omit<KeptExchange, 'body' | 'answerBody' | 'secrets'> {
  readonly body: BodyRead | undefined
  readonly answerBody: BodyRead | undefined
}
