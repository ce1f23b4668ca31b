// Keep-alive sockets that send prepared bytes and time the answers: what loads a server, in whichever process.
import { connect } from 'node:net'

export interface Drive {
  port: number
  /** The bytes of the n-th request. */
  requestAt: (n: number) => string
  connections: number
  seconds: number
  /** Any other status is an error. */
  expected?: number
}

/** Milliseconds that each answer took, and how long it went on. */
export async function drive({ port, requestAt, connections, seconds, expected = 200 }: Drive) {
  const tookMs: number[] = []
  let sent = 0
  const startedAt = performance.now()
  const endsAt = startedAt + seconds * 1_000
  const one = () =>
    new Promise<void>((resolve, reject) => {
      const socket = connect({ port, host: '127.0.0.1', noDelay: true })
      let buffered = ''
      let sentAt = 0
      const send = () => {
        sentAt = performance.now()
        socket.write(requestAt(sent++))
      }
      socket.setEncoding('latin1')
      socket.on('connect', send)
      socket.on('error', reject)
      socket.on('close', () => resolve())
      socket.on('data', (chunk: string) => {
        buffered += chunk
        const length = answerLength(buffered)
        if (length === undefined || buffered.length < length) return
        const status = Number(buffered.slice(9, 12))
        if (status !== expected)
          reject(new Error(`${status} instead of ${expected}: ${buffered.slice(0, 600)}`))
        buffered = buffered.slice(length)
        const now = performance.now()
        tookMs.push(now - sentAt)
        if (now < endsAt) send()
        else socket.destroy()
      })
    })
  await Promise.all(Array.from({ length: connections }, one))
  return { tookMs, seconds: (performance.now() - startedAt) / 1_000 }
}

function answerLength(text: string): number | undefined {
  const end = text.indexOf('\r\n\r\n')
  if (end === -1) return undefined
  const match = /\r\ncontent-length: (\d+)/i.exec(text)
  return end + 4 + Number(match?.[1] ?? 0)
}
