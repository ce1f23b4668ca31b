// The process's own output: who reads it may go away, and a disk may be full. Neither is worth a stack.
import { constants } from 'node:os'

/** As a shell shows who was ended by SIGPIPE. */
const NOBODY_READS = 128 + (constants.signals.SIGPIPE ?? 13)
const NOT_WRITTEN = 1

/** Calls back with the code to exit with. */
export function whenOutputBreaks(tell: (code: number) => void): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.once('error', ({ code }: NodeJS.ErrnoException) => {
      stream.on('error', () => {})
      const isClosed = code === 'EPIPE' || code === 'EIO'
      if (!isClosed && stream === process.stdout) console.error(`Cannot write the output: ${code}.`)
      tell(isClosed ? NOBODY_READS : NOT_WRITTEN)
    })
  }
}

/** Resolves when everything has been taken, or cannot be. */
export async function written(): Promise<void> {
  await Promise.all(
    [process.stdout, process.stderr].map(
      stream => new Promise<void>(resolve => stream.write('', () => resolve())),
    ),
  )
}
