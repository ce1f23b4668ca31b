// Everything that a client of Mailpit sees of one mail, so that two inboxes can be compared field by field.
import { createConnection } from 'node:net'
import type { RunningInbox } from './mailpit.ts'

/** Hands a mail over as it is, byte for byte; answers its id, or the refusal. */
export async function handOver(
  { smtpUrl }: RunningInbox,
  raw: Buffer,
  { from = '<shop@example.com>', to = ['<ada@example.com>'] } = {},
): Promise<string> {
  const { hostname, port } = new URL(smtpUrl)
  const socket = createConnection({ host: hostname, port: Number(port) })
  const answers = linesOf(socket)
  const ask = async (text: string | Buffer) => {
    socket.write(text)
    return (await answers.next()).value as string
  }
  try {
    await answers.next()
    const asked = [
      `EHLO tests\r\n`,
      `MAIL FROM:${from}\r\n`,
      ...to.map(address => `RCPT TO:${address}\r\n`),
      'DATA\r\n',
    ]
    let answer = ''
    for (const command of asked) {
      answer = await ask(command)
      if (!/^[23]/.test(answer)) return answer
    }
    answer = await ask(dotted(raw))
    return /queued as (\S+)/.exec(answer)?.[1] ?? answer
  } finally {
    socket.write('QUIT\r\n')
    await answers.next()
    socket.destroy()
  }
}

/** Last lines of replies: a hyphen behind the code says that more follow. */
async function* linesOf(socket: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let text = ''
  for await (const chunk of socket) {
    text += chunk
    for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n')) {
      const line = text.slice(0, end).trim()
      text = text.slice(end + 1)
      if (line[3] !== '-') yield line
    }
  }
}

function dotted(raw: Buffer): Buffer {
  const lines = raw.toString('latin1').split(/\r?\n/)
  if (lines.at(-1) === '') lines.pop()
  const text = lines.map(line => (line.startsWith('.') ? `.${line}` : line)).join('\r\n')
  return Buffer.from(`${text}\r\n.\r\n`, 'latin1')
}

/** The answers of every read, without what is each inbox's own: ids, arrival, the headers that it adds. */
export async function fieldsOf(inbox: RunningInbox, id: string): Promise<Record<string, unknown>> {
  const json = async (path: string) =>
    (await fetch(inbox.url + path)).json() as Promise<Record<string, unknown>>
  const text = async (path: string) => (await fetch(inbox.url + path)).text()
  const list = (await json('/api/v1/messages?limit=1')) as { messages: Record<string, unknown>[] }
  const summary = list.messages[0] ?? {}
  const message = await json(`/api/v1/message/${id}`)
  const parts = [...(message.Inline as Attachment[]), ...(message.Attachments as Attachment[])]
  const bytes = await Promise.all(
    parts.map(async ({ PartID }) => text(`/api/v1/message/${id}/part/${PartID}`)),
  )
  const fields: Record<string, unknown> = { ...flat('summary', summary), ...flat('message', message) }
  for (const [name, value] of Object.entries(await json(`/api/v1/message/${id}/headers`)))
    fields[`headers.${name}`] = JSON.stringify(value)
  fields['view.txt'] = await text(`/view/${id}.txt`)
  fields['view.html'] = await text(`/view/${id}.html`)
  parts.forEach((part, index) => {
    fields[`part.${index}`] = JSON.stringify({ ...part, Checksums: undefined, bytes: bytes[index] })
  })
  for (const field of OWN) delete fields[field]
  return fields
}

interface Attachment {
  PartID: string
}

const OWN = [
  'summary.ID',
  'message.ID',
  'summary.Created',
  'summary.Size',
  'message.Size',
  'headers.Received',
]

function flat(prefix: string, object: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(object)
      .filter(([key]) => key !== 'Inline' && !(prefix === 'message' && key === 'Attachments'))
      .map(([key, value]) => [`${prefix}.${key}`, typeof value === 'object' ? JSON.stringify(value) : value]),
  )
}
