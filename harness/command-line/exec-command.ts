// `exec -- CMD…`: a sandbox on free ports around somebody else's command.
import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { SandboxError } from '../../mocks/kit/sandbox-error.ts'
import type { Config } from '../config.ts'
import { sandboxOf } from '../index.ts'
import { assemble } from '../sandbox.ts'
import { checkBeforeStart } from './check-before-start.ts'
import { environmentOf } from './environment.ts'
import { printFailedTrace } from './failed-trace.ts'
import { warnOfOpenDoors, warnOfProduction } from './warning.ts'

/** Added to the number of the signal that ended a command. */
const SIGNALLED = 128

/** Answers the command's own exit code (128 + n when signal n ended it). */
export async function execCommand(config: Config, [command, ...args]: readonly string[]): Promise<number> {
  if (command === undefined) {
    throw new SandboxError('invalid-option', 'Cannot run a command: there is none after "--".', {
      remedy: 'Write for example: referral-sandbox exec -- npm test.',
    })
  }
  const { read } = await checkBeforeStart(config)
  const free = { ...config, listen: true, port: 0, inboxPort: 0, smtpPort: 0 }
  const assembled = await assemble(free, read)
  const sandbox = sandboxOf(assembled)
  const own = environmentOf(sandbox)
  warnOfOpenDoors(config)
  warnOfProduction(process.env, Object.keys(own))
  if (config.json) console.log(JSON.stringify(sandbox.ready()))
  try {
    const code = await childExit(command, args, { ...process.env, ...own })
    const { journal } = assembled.live().world
    if (code > 0 && code < SIGNALLED)
      printFailedTrace(sandbox, journal.read({ limit: journal.capacity }), code)
    return code
  } finally {
    await sandbox.stop()
  }
}

function childExit(command: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { env, stdio: 'inherit' })
    const forward = (signal: NodeJS.Signals) => child.kill(signal)
    process.on('SIGINT', forward)
    process.on('SIGTERM', forward)
    child.once('error', (cause: NodeJS.ErrnoException) => {
      const reason = cause.code === 'ENOENT' ? 'there is no such command' : cause.message
      reject(
        new SandboxError('command-failed', `Cannot run ${command}: ${reason}.`, {
          remedy: 'Check the words after "--".',
          cause,
        }),
      )
    })
    child.once('exit', (code, signal) => {
      process.off('SIGINT', forward)
      process.off('SIGTERM', forward)
      resolve(code ?? SIGNALLED + (signal === null ? 0 : constants.signals[signal]))
    })
  })
}
