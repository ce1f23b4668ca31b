// A large file leaves hundreds of megabytes of text, events and half-made values behind; V8 would keep them until much later.
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** Gives back what nothing refers to any more. It takes some tenths of a second, so it is for large files alone. */
export function releaseMemory(): void {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  collect()
}
