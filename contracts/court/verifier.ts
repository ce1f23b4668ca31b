// The one verifying process of this process: started when somebody first takes it, kept for the next, and gone with us. Its start costs
// as much as some twenty verifications.
import { type ChildProcess, fork } from 'node:child_process'
import type { Socket } from 'node:net'
import { fileURLToPath } from 'node:url'
import { verifierEnvironment } from '../environment.ts'
import type { VerificationOrder, VerificationReport } from './verifier-process.ts'

interface Verifier {
  /** Answers the mismatches. */
  order(order: Omit<VerificationOrder, 'id'>): Promise<string[]>
  /** As long as nobody has it, it does not keep this process up. */
  giveBack(): void
}

/** By Node itself: a hook on every import would be most of what the start of this process costs. */
const STRIPPING_TYPES = ['--experimental-strip-types', '--disable-warning=ExperimentalWarning']

interface Running {
  child: ChildProcess
  ready: Promise<unknown>
  reportOf(id: number): Promise<VerificationReport>
}

let running: Running | undefined
let holders = 0
let lastId = 0

export function takeVerifier(): Verifier {
  if (running?.child.connected !== true) running = start()
  const { child, ready, reportOf } = running
  hold(child, ++holders)
  return {
    async order(order) {
      await ready
      const id = ++lastId
      const reported = reportOf(id)
      child.send({ ...order, id } satisfies VerificationOrder)
      return (await reported).mismatches
    },
    giveBack: () => hold(child, --holders),
  }
}

function start(): Running {
  const script = fileURLToPath(new URL('./verifier-process.ts', import.meta.url))
  const child = fork(script, {
    execArgv: STRIPPING_TYPES,
    env: verifierEnvironment(),
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  const reportOf = reportsOf(child)
  const ready = reportOf(0)
  ready.catch(() => {})
  return { child, ready, reportOf }
}

function hold(child: ChildProcess, holders: number): void {
  const how = holders > 0 ? 'ref' : 'unref'
  child[how]()
  child.channel?.[how]()
  ;(child.stderr as Socket | null)?.[how]()
}

/** Waits for the report with this id; a process that ends instead is an error. */
function reportsOf(child: ChildProcess): (id: number) => Promise<VerificationReport> {
  let stderr = ''
  child.stderr?.on('data', (chunk: Buffer) => {
    stderr = (stderr + chunk.toString()).slice(-2_000)
  })
  return id =>
    new Promise((resolve, reject) => {
      const onExit = (code: number | null) =>
        reject(new Error(`The verifying process ended with ${code}: ${stderr.trim()}`))
      const onMessage = (report: VerificationReport) => {
        if (report.id !== id) return
        child.off('message', onMessage).off('exit', onExit)
        resolve(report)
      }
      child.on('message', onMessage).on('exit', onExit)
    })
}
