// Somebody else's command as a child: what ends us ends it first, also what cannot be heard.
import { type ChildProcess, spawn } from 'node:child_process'
import type { Socket } from 'node:net'
import { SandboxError } from '../../mocks/kit/sandbox-error.ts'
import { exitCodeOf, hearSignals, whenOrphaned } from './ending.ts'

/** How long a command that was told to end may tidy up. */
const GRACE_MS = 5_000

/** Answers the command's exit code. */
export function runChild(command: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  return new Promise((resolve, reject) => {
    let child: ChildProcess | undefined
    const stops = [
      hearSignals(signal => endChild(child, signal)),
      whenOrphaned(() => endChild(child, 'SIGHUP')),
    ]
    const settle = (done: () => void) => {
      for (const stop of stops) stop()
      done()
    }
    const fail = (cause: unknown) => settle(() => reject(failed(command, cause as NodeJS.ErrnoException)))
    try {
      child = spawn(command, args, { env, stdio: 'inherit' })
    } catch (cause) {
      return fail(cause)
    }
    stops.push(endWithUs(child))
    child.once('error', fail)
    child.once('exit', (code, signal) =>
      settle(() => resolve(code ?? (signal === null ? 1 : exitCodeOf(signal)))),
    )
  })
}

/** At a terminal Ctrl-C reaches the command by itself, and what it does with it is its own affair. */
function endChild(child: ChildProcess | undefined, signal: NodeJS.Signals): void {
  if (signal === 'SIGINT' && process.stdin.isTTY) return
  child?.kill(signal)
  setTimeout(() => child?.kill('SIGKILL'), GRACE_MS).unref()
}

/**
 * Nobody can hear SIGKILL, but a shell can wait for the end of a pipe that only this process holds. Where there is no
 * shell the command outlives us then.
 */
function endWithUs({ pid }: ChildProcess): () => void {
  if (pid === undefined || process.platform === 'win32') return () => {}
  const script = 'trap "" INT TERM HUP QUIT; read done || kill -TERM "$1"'
  const watch = spawn('sh', ['-c', script, 'sh', String(pid)], { stdio: ['pipe', 'ignore', 'ignore'] })
  watch.on('error', () => {})
  watch.stdin.on('error', () => {})
  watch.unref()
  ;(watch.stdin as Socket).unref()
  return () => watch.stdin.end('done\n')
}

function failed(command: string, cause: NodeJS.ErrnoException): SandboxError {
  const reason = cause.code === 'ENOENT' ? 'there is no such command' : cause.message
  return new SandboxError('command-failed', `Cannot run ${command}: ${reason}.`, {
    remedy: 'Check the words after "--".',
    cause,
  })
}
