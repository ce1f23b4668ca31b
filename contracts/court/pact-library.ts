// The only door to Pact. The environment is imported first, so that its native core never starts with telemetry on.
import '../environment.ts'
import { tmpdir } from 'node:os'
import { isMainThread } from 'node:worker_threads'
import { Matchers, Pact, Verifier } from '@pact-foundation/pact'

// A worker's process.env is a copy that native code does not see.
if (!isMainThread) {
  throw new Error(
    'Cannot load Pact in a worker thread: PACT_DO_NOT_TRACK would not reach its core. Use a process.',
  )
}

// The first object decides how much the native core prints; it takes no silence, its JavaScript half does.
new Pact({ consumer: 'nobody', provider: 'nobody', dir: tmpdir(), logLevel: 'error' })

/** A mismatch is an outcome here and told by the verdict; Pact would also print it. Its types do not know the word. */
export const QUIET = 'silent' as 'error'

export { Matchers, Pact, Verifier }
