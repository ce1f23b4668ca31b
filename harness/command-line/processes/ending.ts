// What ends a command from outside: a signal, the death of the npm that started it, or output that nobody takes any more.
// Who is told of it puts everything away; whatever still hangs is left behind soon after.
import { constants } from 'node:os'
import { whenOutputBreaks } from '../output/stdout.ts'
import { whenNpmDies } from './npm.ts'

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const

export interface Ending {
  signal: NodeJS.Signals
  /** What a shell shows for it. */
  code: number
}

/** Putting away takes some milliseconds; who asked for an end does not wait longer than that for what hangs. */
const SOON_MS = 700
const SIGNALLED = 128

export const codeOfSignal = (signal: NodeJS.Signals): number => SIGNALLED + (constants.signals[signal] ?? 0)

let tell: (ending: Ending) => void

/** From the start of the process on. Until `onEnding` there is nothing to put away, and a signal ends it by itself. */
export function watchForEnd(parent: number, exit: (code: number) => void): void {
  tell = ({ code }) => exit(code)
  whenOutputBreaks(code => tell({ signal: 'SIGTERM', code }))
  whenNpmDies(parent, () => tell({ signal: 'SIGHUP', code: codeOfSignal('SIGHUP') }))
}

/** Called back for each. */
export function onEnding(instead: (ending: Ending) => void): void {
  tell = instead
  for (const signal of SIGNALS) process.on(signal, () => tell({ signal, code: codeOfSignal(signal) }))
}

/** The code of the first ending. */
export function firstEnding(): Promise<number> {
  return new Promise(resolve => onEnding(({ code }) => resolve(code)))
}

/** Whether it came to its end in time. */
export async function soon(work: Promise<unknown>, withinMs = SOON_MS): Promise<boolean> {
  const late = Promise.withResolvers<false>()
  const timer = setTimeout(() => late.resolve(false), withinMs)
  try {
    return await Promise.race([work.then(() => true), late.promise])
  } finally {
    clearTimeout(timer)
  }
}
