// The load of a bench: keep-alive sockets that send prepared bytes and count answers, so that the client is never what is measured.
import { type ChildProcess, spawn } from 'node:child_process'
import { connect } from 'node:net'

export interface BenchServer {
  port: number
  stop(): Promise<void>
}

/** Starts a server script in its own process and waits for the port that it prints. */
export async function startServer(script: string, ...args: (string | number)[]): Promise<BenchServer> {
  const child: ChildProcess = spawn(process.execPath, ['--import', 'tsx', script, ...args.map(String)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = new Promise<void>(resolve => child.once('exit', () => resolve()))
  const port = await new Promise<number>((resolve, reject) => {
    child.stdout?.once('data', (data: Buffer) => resolve(Number(data.toString().trim())))
    child.once('exit', code => reject(new Error(`${script} ended with ${code} before it listened`)))
  })
  return {
    port,
    stop: async () => {
      child.kill()
      await exited
    },
  }
}

const CONNECTIONS = 16

/** Requests per second over `seconds`; `requestAt(n)` gives the bytes of the n-th request. Any status but `expected` is an error. */
export async function requestsPerSecond(
  port: number,
  requestAt: (n: number) => string,
  { seconds, expected = 200 }: { seconds: number; expected?: number },
): Promise<number> {
  let sent = 0
  let answered = 0
  const startedAt = performance.now()
  const endsAt = startedAt + seconds * 1_000
  // The client never sleeps: to wake it up would be work of the server's write, and more so the slower the server is.
  const stayAwake = () => {
    if (performance.now() < endsAt) setImmediate(stayAwake)
  }
  stayAwake()
  await Promise.all(
    Array.from(
      { length: CONNECTIONS },
      () =>
        new Promise<void>((resolve, reject) => {
          const socket = connect({ port, host: '127.0.0.1', noDelay: true })
          let buffered = ''
          const send = () => socket.write(requestAt(sent++))
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
            answered++
            if (performance.now() < endsAt) send()
            else socket.destroy()
          })
        }),
    ),
  )
  return answered / ((performance.now() - startedAt) / 1_000)
}

function answerLength(text: string): number | undefined {
  const end = text.indexOf('\r\n\r\n')
  if (end === -1) return undefined
  const match = /\r\ncontent-length: (\d+)/i.exec(text)
  return end + 4 + Number(match?.[1] ?? 0)
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

/** Half of the distance between the fastest and the slowest repeat, relative to the median. */
export function spread(values: readonly number[]): number {
  return (Math.max(...values) - Math.min(...values)) / 2 / median(values)
}
