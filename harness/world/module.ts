// Reads a world or scenario that is a module: what it exports, within a time; whatever it throws instead is one sentence.
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { inspect } from 'node:util'
import { SandboxError } from '../../mocks/kit/sandbox-error.ts'
import { isTooDeep } from './depth.ts'
import { guarded } from './module-guard.ts'
import { shortened } from './shortened.ts'

/** A module that has not come by then waits for something that does not. */
const LOADING_MS = 20_000

interface Exports {
  default?: unknown
  world?: unknown
  scenario?: unknown
}

/** A copy of the value that the module exports. */
export async function readModule(path: string, file: string, withinMs = LOADING_MS): Promise<unknown> {
  try {
    const { tsImport } = await import('tsx/esm/api')
    const url = pathToFileURL(resolve(path)).href
    const load = async () => exportedBy((await tsImport(url, import.meta.url)) as Exports)
    return await guarded(() => inTime(load(), withinMs))
  } catch (cause) {
    throw new SandboxError('unreadable-file', `Cannot read ${file}: ${reasonOf(cause)}.`, {
      remedy: 'Export the world as default, for example with defineWorld({...}).',
      cause,
    })
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

async function inTime<T>(loaded: Promise<T>, withinMs: number): Promise<T> {
  const late = Promise.withResolvers<never>()
  const reason = `it is not loaded after ${withinMs / 1000} seconds; it may await what never comes`
  const timer = setTimeout(() => late.reject(new Error(reason)), withinMs)
  try {
    return await Promise.race([loaded, late.promise])
  } finally {
    clearTimeout(timer)
  }
}

/** A module may throw anything: what is no error, and errors that throw when they are looked at. */
function reasonOf(cause: unknown): string {
  const line = textOf(cause)
    .split('\n')
    .map(part => part.trim())
    .filter(part => part !== '')
    .join(' ')
  return shortened(line.replace(/\.$/, ''))
}

function textOf(cause: unknown): string {
  try {
    const message: unknown = cause instanceof Error ? cause.message : undefined
    if (typeof message === 'string') return message || 'it throws an error that says nothing'
    return `it throws ${inspect(cause, { depth: 0 })}`
  } catch {
    return 'it throws what cannot be shown'
  }
}
