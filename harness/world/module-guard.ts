// While a world's module is loaded, its code may neither end this process nor send it signals: who tries is told of, not obeyed.
import { syncBuiltinESMExports } from 'node:module'
import process from 'node:process'

const ENDINGS = ['exit', 'reallyExit', 'abort', 'kill'] as const
type Ending = (typeof ENDINGS)[number]

/** Whoever is loading a module now: the functions stand aside while there is one. */
const loading = new Set<(reason: string) => void>()
const own = new Map<Ending, unknown>()

/** What `load` answers; rejected with the first attempt to end the process, also one whose error the module caught. */
export async function guarded<T>(load: () => Promise<T>): Promise<T> {
  const attempt = Promise.withResolvers<never>()
  attempt.promise.catch(() => {})
  let reason: string | undefined
  const tell = (said: string) => {
    reason ??= said
    attempt.reject(new Error(said))
  }
  loading.add(tell)
  if (loading.size === 1) standIn()
  try {
    const loaded = await Promise.race([load(), attempt.promise])
    if (reason !== undefined) throw new Error(reason)
    return loaded
  } finally {
    loading.delete(tell)
    if (loading.size === 0) putBack()
  }
}

function standIn(): void {
  for (const name of ENDINGS) {
    own.set(name, Reflect.get(process, name))
    Reflect.set(process, name, () => refuse(`it calls process.${name} while it is loaded`))
  }
  syncBuiltinESMExports()
}

function putBack(): void {
  for (const [name, value] of own) Reflect.set(process, name, value)
  own.clear()
  syncBuiltinESMExports()
}

function refuse(reason: string): never {
  for (const tell of loading) tell(reason)
  throw new Error(reason)
}
