// Header lines as nodemailer writes them. Names, encoding and folding are its own functions; what is the same in every mail is asked once.
import { foldLines } from 'nodemailer/lib/mime-funcs'
import MimeNode from 'nodemailer/lib/mime-node'
import type { OutgoingMail } from '../../mocks/bloomreach/index.ts'
import { Remembered } from '../../mocks/kit/remembered.ts'

/** Any node encodes what stands in a header; this one is of no mail. */
const words = new MimeNode(undefined, { baseBoundary: '-' })

/** Empty for a value of nothing but blanks, which is no line. */
export function headerLine(name: string, value: string): string {
  const encoded = isPlain(name, value) ? value : words.encodeHeaderValue(name, value)
  return encoded.trim() === '' ? '' : folded(name, encoded)
}

/** What is written as it stands: printable letters of ASCII, nothing that looks encoded. Ids stand in brackets. */
const isPlain = (name: string, value: string): boolean =>
  /^[\x20\x21\x23-\x7e]*$/.test(value) &&
  !value.includes('=?') &&
  (name !== 'Message-ID' || (value.startsWith('<') && value.endsWith('>')))

/** Of a value that is encoded already. */
export const folded = (name: string, value: string): string => `${foldLines(`${name}: ${value}`, 76)}\r\n`

/** Headers that nodemailer writes itself, or treats in a way of their own. */
const ITS_OWN: ReadonlySet<string> = new Set(
  `from sender to cc bcc reply-to in-reply-to references subject message-id date mime-version otp-token key value`.split(
    ' ',
  ),
)

/** As nodemailer spells it; undefined for one of its own. */
const spelled = new Remembered<string, string | undefined>(name => {
  const key = name.toLowerCase()
  if (!/^[a-z][a-z0-9-]*$/.test(key) || key.startsWith('content-') || ITS_OWN.has(key)) return undefined
  const line = new MimeNode(undefined, { baseBoundary: '-' }).setHeader(name, 'x').buildHeaders()
  return line.slice(0, line.indexOf(':'))
})

/** The lines of a mail's further headers; undefined when one of them is none of these. */
export function furtherHeaders(headers: OutgoingMail['headers']): string | undefined {
  let lines = ''
  for (const name of Object.keys(headers)) {
    const spelling = spelled.of(name)
    if (spelling === undefined) return undefined
    lines += headerLine(spelling, headers[name] ?? '')
  }
  return lines
}

let day: { now: number; line: string } | undefined

/** Mails of one instant are many. */
export function dateLine(now: number): string {
  if (day?.now !== now) day = { now, line: headerLine('Date', dateText(now)) }
  return day.line
}

const dateText = (now: number): string => new Date(now).toUTCString().replace('GMT', '+0000')
