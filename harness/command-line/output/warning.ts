// What is said before anything runs: that other machines may come in, that what is tested may go out.
import type { Config } from '../../config.ts'
import { productionSymptoms } from '../../doctor/production.ts'
import { isReachedFromOutside } from '../../doors/this-machine.ts'
import type { Terminal } from '../terminal.ts'

export function warnOfOpenDoors(
  { host, token }: Pick<Config, 'host' | 'token'>,
  { complain }: Pick<Terminal, 'complain'>,
): void {
  if (!isReachedFromOutside(host)) return
  complain(
    token === undefined
      ? `Warning: whoever reaches ${host} can drive this sandbox and read its mails. Set SANDBOX_TOKEN, or leave --host out.`
      : `Warning: whoever reaches ${host} can call the emulators and send mail. The rest asks for SANDBOX_TOKEN.`,
  )
}

/** `replaced` are the variables that a child gets from the sandbox. */
export function warnOfProduction(
  { env, complain }: Pick<Terminal, 'env' | 'complain'>,
  replaced: readonly string[] = [],
): void {
  for (const { about, says, remedy } of productionSymptoms(env, new Set(replaced))) {
    complain(`Warning: ${about} in the environment may lead to production: ${says}. ${remedy}`)
  }
}
