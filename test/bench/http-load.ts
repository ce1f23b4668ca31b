// The load of a bench: keep-alive sockets that send prepared bytes and count answers, so that the client is never what is measured.
import { type ChildProcess, spawn } from 'node:child_process'
import { connect } from 'node:net'
import { type BenchTable, spread, spreadText } from './measure.ts'

export interface BenchServer {
  port: number
  /** Processor time that the server has used, in microseconds. */
  processorTime(): Promise<number>
  stop(): Promise<void>
}

export interface Load {
  perSecond: number
  /** Processor time of the server for one request, in microseconds. */
  processorMicros: number
}

/** Starts a server script in its own process and waits for the port that it prints. */
export async function startServer(script: string, ...args: (string | number)[]): Promise<BenchServer> {
  const child: ChildProcess = spawn(
    process.execPath,
    ['--expose-gc', '--import', 'tsx', script, ...args.map(String)],
    {
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    },
  )
  const exited = new Promise<void>(resolve => child.once('exit', () => resolve()))
  const port = await new Promise<number>((resolve, reject) => {
    child.stdout?.once('data', (data: Buffer) => resolve(Number(data.toString().trim())))
    child.once('exit', code => reject(new Error(`${script} ended with ${code} before it listened`)))
  })
  return {
    port,
    processorTime: () =>
      new Promise(resolve => {
        child.once('message', ({ user, system }: NodeJS.CpuUsage) => resolve(user + system))
        child.send('processor time')
      }),
    stop: async () => {
      child.kill()
      await exited
    },
  }
}

const CONNECTIONS = 16

/** Loads a server for some seconds; `requestAt(n)` gives the bytes of the n-th request. Any status but `expected` is an error. */
export async function load(
  server: BenchServer,
  requestAt: (n: number) => string,
  { seconds, expected = 200 }: { seconds: number; expected?: number },
): Promise<Load> {
  const usedBefore = await server.processorTime()
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
          const socket = connect({ port: server.port, host: '127.0.0.1', noDelay: true })
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
  const perSecond = answered / ((performance.now() - startedAt) / 1_000)
  return { perSecond, processorMicros: ((await server.processorTime()) - usedBefore) / answered }
}

function answerLength(text: string): number | undefined {
  const end = text.indexOf('\r\n\r\n')
  if (end === -1) return undefined
  const match = /\r\ncontent-length: (\d+)/i.exec(text)
  return end + 4 + Number(match?.[1] ?? 0)
}

const REPEATS = 11

/** One server after the other, several times round, so that the machine's moods strike all alike. The first round warms up. */
export async function alternately(
  servers: [string, BenchServer][],
  measure: (server: BenchServer) => Promise<Load>,
): Promise<Map<string, Load[]>> {
  const loads = new Map<string, Load[]>(servers.map(([name]) => [name, []]))
  for (let round = 0; round <= REPEATS; round++) {
    for (const [name, server] of servers) {
      const measured = await measure(server)
      if (round > 0) loads.get(name)?.push(measured)
    }
  }
  return loads
}

/** Rates, and their ratio to the first server's by processor time: it hardly feels what else the machine does. */
export function ratioTable(title: string, loads: Map<string, Load[]>): BenchTable {
  const first = [...loads.values()][0] ?? []
  const ratios = (of: Load[]) =>
    of.map(({ processorMicros }, round) => (first[round]?.processorMicros ?? Number.NaN) / processorMicros)
  return {
    title,
    columns: ['', 'requests/s', 'processor µs a request', 'ratio of rates by processor time'],
    rows: [...loads].map(([name, of]) => [
      name,
      spreadText(spread(of.map(({ perSecond }) => perSecond)), 0),
      spreadText(spread(of.map(({ processorMicros }) => processorMicros)), 1),
      spreadText(spread(ratios(of))),
    ]),
  }
}
