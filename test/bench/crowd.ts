// So many customers through the tutorial's scenario into the embedded inbox, in this process: of the bundle that users install, run by
// Node itself. Prints as JSON what each of them cost.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Sandbox } from '../../harness/index.ts'
import { crowdOf } from './crowd-world.ts'

export interface Crowd {
  ms: number
  processorMs: number
  /** Of heap and buffers, kept for each customer by what happened to them. */
  bytes: number
  peakMiB: number
  /** Undefined where one text would be too long for all of it. */
  whole: WholeWorld | undefined
}

/** Milliseconds. */
interface WholeWorld {
  fork: number
  snapshot: number
  restore: number
}

const WARM_UP = 1_000
/** Of which a snapshot is one text. */
const MOST_IN_A_TEXT = 100_000
const FORKS = 7

const { bundledCheckout } = (await import(new URL('../../bin/checkout.js', import.meta.url).href)) as {
  bundledCheckout(): Promise<string>
}
const { startSandbox } = (await import(
  pathToFileURL(join(await bundledCheckout(), 'index.js')).href
)) as typeof import('../../harness/index.ts')

await throughScenario(WARM_UP)
console.log(JSON.stringify(await throughScenario(Number(process.argv[2]))))
process.exit(0)

async function throughScenario(customers: number): Promise<Crowd> {
  const sandbox = await startSandbox({ world: crowdOf(customers) })
  const before = kept()
  const { user, system } = process.cpuUsage()
  const from = performance.now()
  await sandbox.startScenarios()
  await sandbox.settle()
  const ms = (performance.now() - from) / customers
  const used = process.cpuUsage({ user, system })
  const processorMs = (used.user + used.system) / 1_000 / customers
  const bytes = (kept() - before) / customers
  const peakMiB = process.resourceUsage().maxRSS / 1_024
  const whole = customers > MOST_IN_A_TEXT ? undefined : await wholeWorld(sandbox)
  await sandbox.stop()
  return { ms, processorMs, bytes, peakMiB, whole }
}

async function wholeWorld(sandbox: Sandbox): Promise<WholeWorld> {
  const forks: number[] = []
  while (forks.length < FORKS) {
    const from = performance.now()
    const fork = await sandbox.fork()
    forks.push(performance.now() - from)
    await fork.stop()
  }
  const began = performance.now()
  const snapshot = await sandbox.snapshot()
  const made = performance.now()
  await sandbox.restore(snapshot)
  const restore = performance.now() - made
  return { fork: forks.sort((one, other) => one - other)[FORKS >> 1] ?? 0, snapshot: made - began, restore }
}

function kept(): number {
  globalThis.gc?.()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}
