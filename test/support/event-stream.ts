// A reader of server-sent events, as a browser's EventSource reads them.

export interface StreamedEvent {
  event: string
  id: string
  data: Record<string, unknown>
}

export class EventStream {
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>
  readonly #decoder = new TextDecoder()
  #text = ''

  constructor(response: Response) {
    if (response.body === null) throw new Error('there is no stream')
    this.#reader = response.body.getReader()
  }

  /** The next event; comments are passed over. Throws when the stream ends. */
  async next(): Promise<StreamedEvent> {
    for (;;) {
      const end = this.#text.indexOf('\n\n')
      if (end === -1) await this.#more()
      else {
        const block = this.#text.slice(0, end)
        this.#text = this.#text.slice(end + 2)
        if (!block.startsWith(':')) return eventOf(block)
      }
    }
  }

  /** Reads until an event is one that is wanted. */
  async until(wanted: (event: StreamedEvent) => boolean): Promise<StreamedEvent[]> {
    const read: StreamedEvent[] = []
    for (;;) {
      const event = await this.next()
      read.push(event)
      if (wanted(event)) return read
    }
  }

  close(): Promise<void> {
    return this.#reader.cancel()
  }

  async #more(): Promise<void> {
    const { value, done } = await this.#reader.read()
    if (done) throw new Error('the stream has ended')
    this.#text += this.#decoder.decode(value, { stream: true })
  }
}

function eventOf(block: string): StreamedEvent {
  const fields = new Map(
    block.split('\n').map(line => [line.split(': ', 1)[0], line.slice(line.indexOf(': ') + 2)]),
  )
  return {
    event: fields.get('event') ?? 'message',
    id: fields.get('id') ?? '',
    data: JSON.parse(fields.get('data') ?? '{}') as Record<string, unknown>,
  }
}
