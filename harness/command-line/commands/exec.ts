// `exec -- CMD…`: a sandbox on free ports around somebody else's command.
import { SandboxError } from '../../../mocks/kit/sandbox-error.ts'
import type { Config } from '../../config.ts'
import { sandboxOf } from '../../index.ts'
import { assemble } from '../../sandbox.ts'
import { toldExchange } from '../../traffic/told-exchange.ts'
import { printFailedTrace } from '../output/failed-trace.ts'
import { warnOfOpenDoors, warnOfProduction } from '../output/warning.ts'
import { soon } from '../processes/ending.ts'
import { exitOf } from '../processes/exec-child.ts'
import type { Terminal } from '../terminal.ts'
import { checkBeforeStart } from './check-before-start.ts'

/** Added to the number of the signal that ended a command. */
const SIGNALLED = 128

/** Answers the command's own exit code (128 + n when signal n ended it). */
export async function execCommand(
  config: Config,
  [command, ...args]: readonly string[],
  terminal: Terminal,
): Promise<number> {
  if (command === undefined || command === '') {
    throw new SandboxError('invalid-option', 'Cannot run a command: there is none after "--".', {
      remedy: 'Write for example: referral-sandbox exec -- npm test.',
    })
  }
  const { read } = await checkBeforeStart(config, terminal)
  const free = { ...config, listen: true, port: 0, inboxPort: 0, smtpPort: 0 }
  const assembled = await assemble(free, read)
  const sandbox = sandboxOf(assembled)
  const own = sandbox.environment()
  warnOfOpenDoors(config, terminal)
  warnOfProduction(terminal, Object.keys(own))
  if (config.json) terminal.say(JSON.stringify(sandbox.ready()))
  try {
    const code = await exitOf(command, args, { ...terminal.env, ...own })
    const { journal } = assembled.live().world
    if (code > 0 && code < SIGNALLED) {
      const entries = journal.read({ limit: journal.capacity })
      const tellExchange = toldExchange(assembled.live(), { body: 300, headers: 'none' })
      printFailedTrace({ sandbox, entries, code, tellExchange }, terminal)
    }
    return code
  } finally {
    await soon(sandbox.stop())
  }
}
