// The embedded mail inbox on its own: one room behind its two ports, everything in memory.
import { createGuard } from '../doors/guard.ts'
import { type InboxDoors, openInboxDoors } from './inbox-doors.ts'
import { createInboxRoom, type InboxRoom, type RoomOptions } from './room.ts'
import { onlyRoom } from './rooms.ts'

export interface InboxOptions extends RoomOptions {
  host?: string
  /** 0 takes a free port. */
  httpPort?: number
  smtpPort?: number
  /** False opens no port: use `app.request` and `deliver`. */
  listen?: boolean
}

/** Without ports, its URLs resolve nowhere. */
export type Inbox = InboxRoom & InboxDoors

export async function startInbox(options: InboxOptions): Promise<Inbox> {
  const { host = '127.0.0.1', httpPort = 8025, smtpPort = 1025, listen = true, ...rest } = options
  const room = createInboxRoom({
    ...rest,
    guard: rest.guard ?? createGuard({ names: [host], otherTypes: 'from programs' }),
  })
  if (!listen) return { ...room, ...NOWHERE }
  const doors = await openInboxDoors(onlyRoom(room), { host, httpPort, smtpPort })
  return {
    ...room,
    ...doors,
    async stop() {
      await Promise.all([doors.stop(), room.stop()])
    },
  }
}

const NOWHERE = { url: 'http://inbox.invalid', smtpUrl: 'smtp://inbox.invalid', httpPort: 0, smtpPort: 0 }
