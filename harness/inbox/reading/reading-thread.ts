// The worker thread of the Reader: errands in, answers out.
import { parentPort } from 'node:worker_threads'
import { type Errand, run } from './errands.ts'
import type { Told } from './thread.ts'

parentPort?.on('message', async (errand: Errand) => {
  const begun: Told = 'begun'
  parentPort?.postMessage(begun)
  const told: Told = await run(errand).then(
    answer => ({ answer }),
    (error: unknown) => ({ problem: String(error) }),
  )
  parentPort?.postMessage(told)
})
