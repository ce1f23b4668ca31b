// The body of a request, counted while it comes: a chunked one does not say beforehand how long it will be.
import type { Context } from 'hono'

/** Undefined as soon as the body is longer than `most` bytes; what is left of it is not read. */
export async function boundedBody(c: Context, most: number): Promise<Buffer | undefined> {
  const declared = c.req.header('content-length')
  if (Number(declared ?? 0) > most) return undefined
  if (declared !== undefined || c.req.bodyCache.arrayBuffer !== undefined) {
    const whole = Buffer.from(await c.req.arrayBuffer())
    return whole.byteLength > most ? undefined : whole
  }
  const bytes = await countedBytes(c.req.raw.body ?? [], most)
  if (bytes !== undefined) remember(c, bytes)
  return bytes
}

/** Who asks the request once more gets the same: Hono keeps promises there, whatever it declares. */
function remember(c: Context, bytes: Buffer): void {
  const kept: Promise<ArrayBuffer> = Promise.resolve(Uint8Array.from(bytes).buffer)
  c.req.bodyCache.arrayBuffer = kept as unknown as ArrayBuffer
}

async function countedBytes(
  stream: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  most: number,
): Promise<Buffer | undefined> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of stream) {
    length += chunk.byteLength
    if (length > most) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** The form in a body that was read; throws when it is none. */
export const formOf = (bytes: Buffer, contentType: string | undefined): Promise<FormData> =>
  new Response(Uint8Array.from(bytes), { headers: { 'content-type': contentType ?? '' } }).formData()
