// Releasing a mail: Mailpit hands it to a relay. Nothing leaves this machine here, so it comes into this inbox once more.
import type { Delivery } from './delivery.ts'
import { badRequest, InboxError } from './inbox-error.ts'
import { Mail } from './mail.ts'

export function release(delivery: Delivery, mail: Mail, to: readonly string[]): void {
  if (to.length === 0) throw badRequest('No valid addresses found')
  for (const address of to) {
    // One address on one line: it becomes a header.
    if (!/^[^\s@<>]{1,200}@[^\s@<>]{1,200}$/.test(address))
      throw badRequest(`Invalid email address: ${address}`)
  }
  const kept = delivery.keep(mail.raw, { from: mail.from.Address, to: [...to], username: mail.username })
  if (!(kept instanceof Mail)) throw new InboxError(400, kept.message)
}
