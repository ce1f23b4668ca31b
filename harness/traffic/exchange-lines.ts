// An exchange in a few lines, as the trace and the reports show it below a step that failed.
import type { NameAndValue, ShownBody, ShownExchange } from './shown-exchange.ts'

export interface Length {
  /** Characters of each body. */
  body: number
  headers: 'all' | 'none'
}

/** "> POST https://…", its body, "< 404", the body of the answer. */
export function exchangeLines({ request, answer }: ShownExchange, length: Length): string[] {
  return [
    `> ${request.method} ${request.url}`,
    ...headerLines('>', request.headers, length),
    ...bodyLines('>', request.body, length),
    answer === undefined ? '< no answer' : `< ${answer.status}`,
    ...headerLines('<', answer?.headers ?? [], length),
    ...bodyLines('<', answer?.body, length),
  ]
}

const headerLines = (mark: string, headers: NameAndValue[], { headers: which }: Length): string[] =>
  which === 'none' ? [] : headers.map(({ name, value }) => `${mark} ${name}: ${value}`)

function bodyLines(mark: string, body: ShownBody | undefined, { body: most }: Length): string[] {
  if (body === undefined) return []
  const { text } = body
  if (text === undefined) return [`${mark} (${bodyNote(body)})`]
  const shown = text.length > most ? `${text.slice(0, most)}…` : text
  const note = bodyNote({ ...body, ...(shown === text ? {} : { is: 'cut' }) })
  return [...shown.split('\n').map(line => `${mark} ${line}`), ...(note === '' ? [] : [`${mark} (${note})`])]
}

/** What is not seen of it: "cut: 120,000 bytes in all". */
export function bodyNote({ is, bytes }: ShownBody): string {
  const length = `${bytes.toLocaleString('en-US')} bytes`
  if (is === 'cut') return `cut: ${length} in all`
  if (is === 'binary') return `binary, ${length}`
  return is === 'unread' ? `answered before its body was read, ${length}` : ''
}
