// `exec -- CMD…`: a sandbox on free ports around somebody else's command.
import { SandboxError } from '../../mocks/kit/sandbox-error.ts'
import type { Config } from '../config.ts'
import { sandboxOf } from '../index.ts'
import { assemble } from '../sandbox.ts'
import { runChild } from './child.ts'
import { environmentOf } from './environment.ts'
import { warnOfOpenDoors } from './warning.ts'

/** Answers the command's own exit code (128 + n when signal n ended it). */
export async function execCommand(config: Config, [command, ...args]: readonly string[]): Promise<number> {
  if (command === undefined || command.trim() === '') {
    const reason = command === undefined ? 'there is none after "--"' : 'the word after "--" is empty'
    throw new SandboxError('invalid-option', `Cannot run a command: ${reason}.`, {
      remedy: 'Write for example: referral-sandbox exec -- npm test.',
    })
  }
  const sandbox = sandboxOf(await assemble({ ...config, listen: true, port: 0, inboxPort: 0, smtpPort: 0 }))
  try {
    warnOfOpenDoors(config)
    if (config.json) console.log(JSON.stringify(sandbox.ready()))
    return await runChild(command, args, { ...process.env, ...environmentOf(sandbox) })
  } finally {
    await sandbox.stop()
  }
}
