// What nodemailer's SMTP makes of line ends: each is CRLF, also the last.

export const withWholeLineEnds = (text: string): string => text.replaceAll(/\r\n?|\n/g, '\r\n')

export function onTheWire(composed: string): string {
  const text = withWholeLineEnds(composed)
  return text.endsWith('\r\n') ? text : `${text}\r\n`
}
