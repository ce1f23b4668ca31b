// The body of a request, counted while it comes: a chunked one does not say beforehand how long it will be.
import type { Context } from 'hono'

/** Undefined as soon as the body is longer than `most` bytes; what is left of it is not read. */
export async function boundedBody(c: Context, most: number): Promise<Buffer | undefined> {
  const declared = c.req.header('content-length')
  if (Number(declared ?? 0) > most) return undefined
  if (declared !== undefined || c.req.bodyCache.arrayBuffer !== undefined) {
    const whole = Buffer.from(await c.req.arrayBuffer())
    c.set('received', whole)
    return whole.byteLength > most ? undefined : whole
  }
  const { body } = c.req.raw
  const bytes = body === null ? Buffer.alloc(0) : await countedBytes(body, most)
  if (bytes !== undefined) remember(c, bytes)
  return bytes
}

/** Who asks the request once more gets the same: Hono keeps promises there, whatever it declares. */
function remember(c: Context, bytes: Buffer): void {
  c.set('received', bytes)
  const kept: Promise<ArrayBuffer> = Promise.resolve(Uint8Array.from(bytes).buffer)
  c.req.bodyCache.arrayBuffer = kept as unknown as ArrayBuffer
}

/** What is left is not cancelled: a request that is, takes its connection and the answer with it. */
async function countedBytes(stream: ReadableStream<Uint8Array>, most: number): Promise<Buffer | undefined> {
  const reader = stream.getReader()
  const chunks: Uint8Array[] = []
  for (let length = 0; ; ) {
    const { done, value } = await reader.read()
    if (done) return Buffer.concat(chunks)
    length += value.byteLength
    if (length > most) return undefined
    chunks.push(value)
  }
}

/** A field costs far more than its bytes. */
const MOST_FIELDS = 1_000

/** The form in a body that was read; throws when it is none, or has more fields than any form. */
export async function formOf(bytes: Buffer, contentType = ''): Promise<FormData> {
  const boundary = contentType.split('boundary=', 2)[1]?.split(';', 1)[0]?.replaceAll('"', '')
  const separator = boundary ? `--${boundary}` : '&'
  if (occursMoreThan(MOST_FIELDS, bytes, separator)) throw new Error(`more than ${MOST_FIELDS} fields`)
  return new Response(Uint8Array.from(bytes), { headers: { 'content-type': contentType } }).formData()
}

function occursMoreThan(most: number, bytes: Buffer, text: string): boolean {
  let count = 0
  for (let at = bytes.indexOf(text); at !== -1; at = bytes.indexOf(text, at + 1)) {
    if (++count > most) return true
  }
  return false
}
