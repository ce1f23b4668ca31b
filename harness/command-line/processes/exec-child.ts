// The command that `exec` runs: told first of what ends `exec`, with an end to all that it started, and taken along when
// `exec` is killed.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { SandboxError } from '../../../mocks/kit/sandbox-error.ts'
import { codeOfSignal, type Ending, onEnding, soon } from './ending.ts'
import { guardian } from './guardian.ts'
import { descendantsOf, familyHeld, signalAll } from './process-tree.ts'

/** How long it may take over its end, and what it leaves behind over theirs. */
const MOMENT_MS = 500
const REST_MS = 100

/** Answers the command's own exit code (128 + n when signal n ended it). */
export async function exitOf(command: string, args: readonly string[], env: NodeJS.ProcessEnv) {
  let hear: ((ending: Ending) => void) | undefined
  // Before the command starts, and until it is heard no other work gets a turn: no signal is lost in between.
  onEnding(ending => hear?.(ending))
  const { watch, callOff } = guardian()
  const child = started(command, args, env, callOff)
  watch(child.pid)
  const exited = exitCode(child, command)
  const broken = Promise.withResolvers<number>()
  let isEnding = false
  hear = ending => {
    const family = [child.pid ?? 0, ...descendantsOf(child.pid ?? 0)]
    child.kill(ending.signal)
    if (isEnding || isForTheCommand(ending)) return
    isEnding = true
    broken.resolve(ended(exited, family, ending))
  }
  const code = await Promise.race([exited, broken.promise]).finally(callOff)
  return isEnding ? broken.promise : code
}

function started(
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  onFailure: () => void,
): ChildProcess {
  try {
    return spawn(command, args, { env, stdio: 'inherit' })
  } catch (cause) {
    onFailure()
    throw commandFailed(command, cause as Error)
  }
}

async function exitCode(child: ChildProcess, command: string): Promise<number> {
  try {
    const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null]
    return code ?? codeOfSignal(signal ?? 'SIGKILL')
  } catch (cause) {
    throw commandFailed(command, cause as NodeJS.ErrnoException)
  }
}

/** At a terminal the command decides what Ctrl-C means. */
const isForTheCommand = ({ signal }: Ending): boolean => signal === 'SIGINT' && process.stdin.isTTY

/** Told, it has a moment; whatever of it is then left has none. */
async function ended(exited: Promise<number>, family: readonly number[], { code }: Ending): Promise<number> {
  const isInTime = await soon(exited, MOMENT_MS)
  const left = family.slice(isInTime ? 1 : 0)
  if (isInTime && signalAll(left, 'SIGTERM') > 0) await pause(REST_MS)
  signalAll(familyHeld(left), 'SIGKILL')
  return isInTime ? exited : code
}

function commandFailed(command: string, cause: NodeJS.ErrnoException): SandboxError {
  const reason = cause.code === 'ENOENT' ? 'there is no such command' : cause.message
  return new SandboxError('command-failed', `Cannot run ${JSON.stringify(command)}: ${reason}.`, {
    remedy: 'Check the words after "--".',
    cause,
  })
}
