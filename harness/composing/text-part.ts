// One text of a mail as a MIME part: which transfer encoding it takes and what it looks like in it, both said by nodemailer.
import { encode as toBase64, wrap as wrapBase64 } from 'nodemailer/lib/base64'
import MimeNode from 'nodemailer/lib/mime-node'
import { encode as toQuotedPrintable, wrap as wrapQuotedPrintable } from 'nodemailer/lib/qp'
import { withWholeLineEnds } from './line-ends.ts'

export interface TextPart {
  type: string
  encoding: string
  body: string
}

/** Above it nodemailer encodes piece by piece, which breaks lines elsewhere. */
const ONE_PIECE = 65_536 / 3

/** Undefined for a text that is encoded in several pieces. */
export function textPart(type: string, text: string): TextPart | undefined {
  if (text.length > ONE_PIECE) return undefined
  const encoding = new MimeNode(type, { baseBoundary: '-' }).setContent(text).getTransferEncoding()
  if (encoding === '7bit') return { type, encoding, body: withWholeLineEnds(text) }
  if (encoding === 'base64') return { type, encoding, body: wrapBase64(toBase64(text)) }
  if (encoding !== 'quoted-printable') return undefined
  return { type, encoding, body: withWholeLineEnds(quotedPrintable(text)) }
}

/** Blanks at the end are a piece of their own. */
function quotedPrintable(text: string): string {
  const visible = text.length - blanksAtEnd(text)
  const lines = wrapQuotedPrintable(toQuotedPrintable(text.slice(0, visible)))
  if (visible === text.length) return lines
  const last = lines.lastIndexOf('\n') + 1
  return (
    lines.slice(0, last) + wrapQuotedPrintable(lines.slice(last) + toQuotedPrintable(text.slice(visible)))
  )
}

function blanksAtEnd(text: string): number {
  let at = text.length
  while (text[at - 1] === ' ' || text[at - 1] === '\t') at--
  return text.length - at
}
