// Servers of a bench, each in its own process, loaded in turn, and the table of what was measured.
import { type ChildProcess, spawn } from 'node:child_process'
import { type BenchTable, spread, spreadText } from './measure.ts'
import { drive } from './sockets.ts'

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

/** Loads a server from this process; `requestAt(n)` gives the bytes of the n-th request. */
export async function load(
  server: BenchServer,
  requestAt: (n: number) => string,
  { seconds }: { seconds: number },
): Promise<Load> {
  const usedBefore = await server.processorTime()
  const endsAt = performance.now() + seconds * 1_000
  // The client never sleeps: to wake it up would be work of the server's write, and more so the slower the server is.
  const stayAwake = () => {
    if (performance.now() < endsAt) setImmediate(stayAwake)
  }
  stayAwake()
  const { tookMs, seconds: took } = await drive({
    port: server.port,
    requestAt,
    connections: CONNECTIONS,
    seconds,
  })
  const answered = tookMs.length
  return {
    perSecond: answered / took,
    processorMicros: ((await server.processorTime()) - usedBefore) / answered,
  }
}

const REPEATS = Number(process.env.REPEATS ?? 11)

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
