// What ends a command from outside: a signal, a reader of its output that has gone, npm that died without a word.
import { existsSync, readFileSync } from 'node:fs'
import { constants } from 'node:os'
import { isStartedByNpm } from '../config.ts'

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const
const LOOK_EVERY_MS = 250

/** As a shell counts: what a command that signal n ended answers. */
export const exitCodeOf = (signal: NodeJS.Signals): number => 128 + (constants.signals[signal] ?? 0)

/** Until this is called, and after what it answers is called, signals have their usual effect. */
export function hearSignals(hear: (signal: NodeJS.Signals) => void): () => void {
  for (const signal of SIGNALS) process.on(signal, hear)
  return () => {
    for (const signal of SIGNALS) process.off(signal, hear)
  }
}

/** Resolves to the exit code as soon as something outside ends the command. A second signal has its usual effect. */
export function endedFromOutside(): Promise<number> {
  return new Promise(resolve => {
    const stops = [
      hearSignals(signal => end(exitCodeOf(signal))),
      whenOrphaned(() => end(exitCodeOf('SIGHUP'))),
    ]
    const end = (code: number) => {
      for (const stop of stops) stop()
      resolve(code)
    }
    // They stay: what is still written while everything closes fails again, and is as quiet.
    let isTold = false
    process.stdout.on('error', (error: NodeJS.ErrnoException) => {
      if (!isTold) end(outputFailed(error))
      isTold = true
    })
    process.stderr.on('error', () => end(exitCodeOf('SIGPIPE')))
  })
}

/** A reader that has seen enough (`| head -1`) is no error; a full disk is. */
function outputFailed(error: NodeJS.ErrnoException): number {
  if (error.code === 'EPIPE') return exitCodeOf('SIGPIPE')
  console.error(`Cannot write the output: ${error.message}. Look at where it is sent.`)
  return 1
}

/**
 * npm, and the shell that it starts, take some signals without handing them on: then nobody is left who would end us.
 * Whoever starts us otherwise may leave, as with `nohup`.
 */
export function whenOrphaned(tell: () => void): () => void {
  if (!isStartedByNpm()) return () => {}
  const parent = process.ppid
  const npm = parentOf(parent)
  const timer = setInterval(() => {
    if (process.ppid === parent && (npm === undefined || existsSync(`/proc/${npm}`))) return
    clearInterval(timer)
    tell()
  }, LOOK_EVERY_MS).unref()
  return () => clearInterval(timer)
}

/** On Linux; elsewhere only our own parent is known. */
function parentOf(pid: number): number | undefined {
  try {
    const [, rest = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')
    return Number(rest.split(' ')[1])
  } catch {
    return undefined
  }
}
