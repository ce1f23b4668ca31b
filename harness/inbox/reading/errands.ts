// What the Reader has done, here or in its thread: a mail read, its HTML made fit to be shown.

import { type ShownPart, sanitized } from '../html/sanitized.ts'
import { type ReadMail, readMail } from './content.ts'

export type Errand =
  | { kind: 'read'; raw: Uint8Array }
  | { kind: 'sanitize'; html: string; parts: readonly ShownPart[] }

/** `read` answers a ReadMail, `sanitize` HTML. */
export function run(errand: Errand): ReadMail | string {
  if (errand.kind === 'sanitize') return sanitized(errand.html, errand.parts)
  const { buffer, byteOffset, byteLength } = errand.raw
  return readMail(Buffer.from(buffer, byteOffset, byteLength))
}
