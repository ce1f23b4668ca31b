// So many customers through the tutorial's scenario into the embedded inbox, in this process: of the bundle that users install, run by
// Node itself. Prints as JSON what each of them cost.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { crowdOf } from './crowd-world.ts'

export interface Crowd {
  ms: number
  processorMs: number
  /** Of heap and buffers, kept for each customer by what happened to them. */
  bytes: number
  peakMiB: number
}

const WARM_UP = 1_000

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
  await sandbox.stop()
  return { ms, processorMs, bytes, peakMiB: process.resourceUsage().maxRSS / 1_024 }
}

function kept(): number {
  globalThis.gc?.()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}
