// The thread that loads the module of a world or a scenario: a path in, a copy of what it exports out.
import { parentPort } from 'node:worker_threads'
import { isTooDeep } from './depth.ts'
import { guarded } from './module-guard.ts'
import { importModule, remedyFor } from './module-import.ts'
import { reasonOf } from './module-reason.ts'

/** Why a module is not read, or what it exports. */
export type Loaded = { data: unknown } | { reason: string; remedy?: string | undefined }

interface Exports {
  default?: unknown
  world?: unknown
  scenario?: unknown
}

// The port keeps the thread alive while a module awaits.
parentPort?.on('message', async (path: string) => {
  const loaded = await load(path)
  parentPort?.postMessage(loaded)
})

async function load(path: string): Promise<Loaded> {
  try {
    return { data: await guarded(async () => exportedBy((await importModule(path)) as Exports)) }
  } catch (cause) {
    return { reason: reasonOf(cause), remedy: remedyFor(cause) }
  }
}

function exportedBy(module: Exports): unknown {
  // A module of a CommonJS package arrives with its exports one level deeper.
  const exported = module.default as { default?: unknown } | undefined
  const data = exported?.default ?? exported ?? module.world ?? module.scenario
  if (data === undefined) throw new Error('it has no default export')
  const copy: unknown = structuredClone(data)
  if (isTooDeep(copy)) throw new Error('it contains itself, or is nested deeper than 500 levels')
  return copy
}
