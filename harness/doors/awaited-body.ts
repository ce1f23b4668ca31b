// The body of a request that is answered without the app: handed over when it is whole, given up when its client goes away.
import type { IncomingMessage } from 'node:http'

export interface AwaitedBody {
  whole(body: Buffer): void
  lost(): void
}

/** How long it may become is asked before: it is the length that the request declares. */
export function awaitBody(incoming: IncomingMessage, awaiting: AwaitedBody): void {
  const chunks: Buffer[] = []
  let isWhole = false
  incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
  incoming.once('end', () => {
    isWhole = true
    awaiting.whole(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks))
  })
  incoming.once('close', () => {
    if (!isWhole) awaiting.lost()
  })
}
