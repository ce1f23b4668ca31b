// What V8 is told about memory. A large file leaves hundreds of megabytes of text, events and half-made values behind, which it
// would keep until much later; a short run fills a nursery that would grow for nobody.
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** Gives back what nothing refers to any more. It takes some tenths of a second, so it is for large files alone. */
export function releaseMemory(): void {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  collect()
}

/** A run of a few customers ends before it has filled more: 12 MiB at its peak. */
export const keepNurserySmall = (): void => setFlagsFromString('--semi-space-growth-factor=1')

/** As V8 has it: with many values to read, a small nursery costs a quarter more time. */
export const letNurseryGrow = (): void => setFlagsFromString('--semi-space-growth-factor=2')

/**
 * For a server that many ask at once, since to clear a nursery holds up whoever asks just then: as large as V8 has it with the first
 * values that outgrow it, not in five steps after each rest, and cleared when it is full, not at four fifths.
 */
export function letNurseryFill(): void {
  setFlagsFromString('--semi-space-growth-factor=64')
  setFlagsFromString('--minor-gc-task-trigger=100')
}
