// What the Reader has done, here or in its thread: a mail read, its HTML made fit to be shown or judged, a picture made small.

import type { HtmlCheck } from '../html/html-check.ts'
import type { ShownPart } from '../html/sanitized.ts'
import { noTree } from '../html/tree.ts'
import { type ReadMail, readMail } from './content.ts'

/** Everything of a mail may come from somebody who means harm: what fails or takes too long is done `plainly` instead. */
export type Errand = Task & { plainly?: true }

type Task =
  | { kind: 'read'; raw: Uint8Array }
  | { kind: 'sanitize'; html: string; parts: readonly ShownPart[] }
  | { kind: 'check'; html: string }
  | { kind: 'shrink'; picture: Uint8Array }

/** What each kind answers. */
export interface Answers {
  read: ReadMail
  sanitize: string
  check: HtmlCheck | undefined
  shrink: Uint8Array
}
export type Answer = Answers[Errand['kind']]

/** What few mails need is loaded for those. */
export async function run(errand: Errand): Promise<Answer> {
  const treeOf = errand.plainly ? noTree : undefined
  switch (errand.kind) {
    case 'read':
      return readMail(asBuffer(errand.raw), treeOf)
    case 'sanitize':
      return (await import('../html/sanitized.ts')).sanitized(errand.html, errand.parts, treeOf)
    case 'check':
      return errand.plainly ? undefined : (await import('../html/html-check.ts')).htmlCheck(errand.html)
    case 'shrink':
      return (await import('./thumbnail.ts')).thumbnail(errand.plainly ? NOTHING : asBuffer(errand.picture))
  }
}

const NOTHING = Buffer.alloc(0)

const asBuffer = ({ buffer, byteOffset, byteLength }: Uint8Array): Buffer =>
  Buffer.from(buffer, byteOffset, byteLength)
