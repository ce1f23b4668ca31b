// What is said before anything else when other machines may come in.
import type { Config } from '../config.ts'
import { isReachedFromOutside } from '../doors/this-machine.ts'

export function warnOfOpenDoors({ host, token }: Pick<Config, 'host' | 'token'>): void {
  if (!isReachedFromOutside(host)) return
  console.error(
    token === undefined
      ? `Warning: whoever reaches ${host} can drive this sandbox and read its mails. Set SANDBOX_TOKEN, or leave --host out.`
      : `Warning: whoever reaches ${host} can call the emulators and send mail. The rest asks for SANDBOX_TOKEN.`,
  )
}
