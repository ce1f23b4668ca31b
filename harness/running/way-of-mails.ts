// The way of a fork's mails into its own room: handed in, or through the inbox's port with the fork's login.
import type { Config } from '../config.ts'
import type { ClosableMailTransport } from '../doors/late-mail.ts'
import { inProcessTransport } from '../doors/mail-transport.ts'
import type { RunningWorld } from './running-world.ts'

export async function wayOfMails(
  { live, ready, room }: RunningWorld,
  { wire, listen }: Pick<Config, 'wire'> & { listen: boolean },
): Promise<ClosableMailTransport | undefined> {
  const world = () => live().world
  if (wire === 'smtp' && listen) {
    const { smtpTransport } = await import('../doors/smtp-transport.ts')
    return smtpTransport(ready().smtp, world)
  }
  return room && inProcessTransport(room.deliver, world)
}
