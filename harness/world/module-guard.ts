// While a module is loaded, its code may neither end the process nor send it signals: who tries is told of, not obeyed.
import { syncBuiltinESMExports } from 'node:module'
import process from 'node:process'

const ENDINGS = ['exit', 'reallyExit', 'abort', 'kill'] as const

/** What `load` answers; rejected with the first attempt, also with one whose error the module caught. For a thread that ends then. */
export async function guarded<T>(load: () => Promise<T>): Promise<T> {
  const attempt = Promise.withResolvers<never>()
  attempt.promise.catch(() => {})
  const attempted: Error[] = []
  const refuse = (error: Error): never => {
    attempted.push(error)
    attempt.reject(error)
    throw error
  }
  for (const name of ENDINGS)
    Reflect.set(process, name, () => refuse(new Error(`it calls process.${name} while it is loaded`)))
  syncBuiltinESMExports()
  // What it throws while it awaits: Node would end the thread by the exit that is refused above.
  process.on('uncaughtException', attempt.reject)
  const loaded = await Promise.race([load(), attempt.promise])
  if (attempted[0] !== undefined) throw attempted[0]
  return loaded
}
