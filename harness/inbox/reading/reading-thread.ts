// The worker thread of the Reader: errands in, answers out.
import { parentPort } from 'node:worker_threads'
import { type Errand, run } from './errands.ts'

parentPort?.on('message', async ({ id, errand }: { id: number; errand: Errand }) => {
  parentPort?.postMessage({ id, answer: await run(errand) })
})
