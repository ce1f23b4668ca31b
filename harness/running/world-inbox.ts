// The mails of a running world: a room of the embedded inbox that knows the world's clock, chance, faults and customers.
import type { World } from '../../mocks/kit/world.ts'
import { askLink } from '../doors/ask-link.ts'
import { chaosFaults } from '../doors/chaos-faults.ts'
import { createGuard } from '../doors/guard.ts'
import { storyOf } from '../doors/story-of.ts'
import type { InboxFaults } from '../inbox/delivery.ts'
import { createInboxRoom, type InboxRoom } from '../inbox/room.ts'
import type { Live } from '../life.ts'
import type { Street } from './street.ts'

interface Owner {
  live: () => Live
  /** Stands before each of its paths. */
  base: string
}

export function createWorldInbox(street: Street, { live, base }: Owner): InboxRoom {
  const { config, doors, reader, origin, fetch } = street
  const world = () => live().world
  const origins = () => [new URL(origin()).origin, new URL(doors.url).origin]
  return createInboxRoom({
    base,
    reader,
    capacity: config.inboxCapacity,
    maxBytes: config.inboxBytes,
    onPrune: notice => world().journal.append({ kind: 'inbox.pruned', ...notice }),
    now: () => world().clock.now(),
    newId: () => live().inboxIds.text(22),
    guard: createGuard({
      names: [config.host, ...config.allowName],
      publicUrl: config.inboxPublicUrl,
      token: config.token,
      otherTypes: 'from programs',
    }),
    faults: smtpFaults(world),
    chaos: chaosFaults(world),
    askLink: askLink({ origins, fetch, knowsCode: code => live().talonOne.knowsCode(code) }),
    storyOf: mail => storyOf(mail, live().bloomreach.customers.all(), origin() + base),
  })
}

const smtpFaults = (world: () => World): InboxFaults => ({
  beforeRcpt: address => smtpFault(world(), 'smtp/rcpt', address),
  beforeMail: address => smtpFault(world(), 'smtp/mail', address),
  beforeAuth: username => smtpFault(world(), 'smtp/auth', username),
})

function smtpFault(
  world: World,
  operation: string,
  address: string,
): { code: number; message: string } | undefined {
  const fault = world.faults.strike(operation, { address })
  if (fault === undefined) return undefined
  return { code: fault.answer?.code ?? 451, message: `Fault ${fault.id} planned with POST /_sandbox/faults` }
}
