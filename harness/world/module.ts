// Reads a world or scenario that is a module, in a thread of its own: what it exports, within a time, and always as it is written
// now; whatever it throws instead is one sentence.
import { resolve } from 'node:path'
import { Worker, type WorkerOptions } from 'node:worker_threads'
import { SandboxError } from '../../mocks/kit/sandbox-error.ts'
import { reasonOf } from './module-reason.ts'
import type { Loaded } from './module-thread.ts'

/** A module that has not come by then waits for something that does not. */
const LOADING_MS = 20_000

const STRIP_TYPES = '--experimental-strip-types'
const EXPORT_IT = 'Export the world as default, for example with defineWorld({...}).'

/** A copy of the value that the module exports. */
export async function readModule(path: string, file: string, withinMs = LOADING_MS): Promise<unknown> {
  const loaded = await loadedInThread(resolve(path), withinMs)
  if ('data' in loaded) return loaded.data
  throw new SandboxError('unreadable-file', `Cannot read ${file}: ${loaded.reason}.`, {
    remedy: loaded.remedy ?? EXPORT_IT,
  })
}

async function loadedInThread(path: string, withinMs: number): Promise<Loaded> {
  const { promise, resolve: answer } = Promise.withResolvers<Loaded>()
  const thread = new Worker(new URL('./module-thread.ts', import.meta.url), {
    ...optionsOfNode(),
    stdout: true,
  })
  // What is printed by the way must not come between the lines that programs read.
  thread.stdout.on('data', (printed: Buffer) => process.stderr.write(printed))
  const late = `it is not loaded after ${withinMs / 1000} seconds; it may await what never comes`
  const timer = setTimeout(() => answer({ reason: late }), withinMs)
  thread.once('message', answer)
  thread.once('error', error => answer({ reason: reasonOf(error) }))
  thread.once('exit', () => answer({ reason: 'it ends its process while it is loaded' }))
  thread.postMessage(path)
  try {
    return await promise
  } finally {
    clearTimeout(timer)
    await thread.terminate()
  }
}

/** Node reads TypeScript by itself since 22.18; up to there it has to be told. What this process was told stays else as it is. */
function optionsOfNode(): WorkerOptions {
  const { features, allowedNodeEnvironmentFlags } = process
  if (features.typescript || !allowedNodeEnvironmentFlags.has(STRIP_TYPES)) return {}
  return { execArgv: [STRIP_TYPES, '--disable-warning=ExperimentalWarning'] }
}
