// The tutorial in one process, as a project's tests have it: of the bundle that users install, run by Node itself. Prints as JSON how
// many milliseconds a start with run and stop took, how many a fork, and how many MiB a thousand idle forks take.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Sandbox } from '../../harness/index.ts'

const WARM_UP = 100
const BATCHES = 7
const A_BATCH = 30
const IDLE = 1_000

const { bundledCheckout } = (await import(new URL('../../bin/checkout.js', import.meta.url).href)) as {
  bundledCheckout(): Promise<string>
}
const { startSandbox } = (await import(
  pathToFileURL(join(await bundledCheckout(), 'index.js')).href
)) as typeof import('../../harness/index.ts')

const inProcess = await medians(async () => {
  const sandbox = await startSandbox()
  await sandbox.startScenarios()
  await sandbox.settle()
  await sandbox.stop()
})
const sandbox = await startSandbox()
const made: { stop(): Promise<void> }[] = []
const fork = await medians(
  async () => void made.push(await sandbox.fork()),
  async () => void (await made.pop()?.stop()),
)
console.log(JSON.stringify({ inProcess, fork, idle: await idleForks(sandbox) }))
process.exit(0)

/** Of some batches the median of each. */
async function medians(work: () => Promise<void>, after: () => Promise<void> = async () => {}) {
  const once = async () => {
    const from = performance.now()
    await work()
    const ms = performance.now() - from
    await after()
    return ms
  }
  for (let at = 0; at < WARM_UP; at++) await once()
  const found: number[] = []
  for (let batch = 0; batch < BATCHES; batch++) {
    const took: number[] = []
    for (let at = 0; at < A_BATCH; at++) took.push(await once())
    found.push(took.sort((one, other) => one - other)[A_BATCH >> 1] ?? Number.NaN)
  }
  return found
}

async function idleForks(of: Sandbox): Promise<number> {
  globalThis.gc?.()
  const before = process.memoryUsage().heapUsed
  const forks: unknown[] = []
  while (forks.length < IDLE) forks.push(await of.fork())
  globalThis.gc?.()
  return (process.memoryUsage().heapUsed - before) / 2 ** 20
}
