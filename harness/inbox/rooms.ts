// The rooms behind the inbox's two ports: whose mails a request or a login means. An inbox on its own has one.
import type { IncomingMessage } from 'node:http'
import type { Delivery } from './delivery.ts'
import type { InboxRoom } from './room.ts'
import type { Upgrade } from './upgrade.ts'

export interface Rooms {
  /** Told of each request before anything else reads its path. */
  visit(incoming: IncomingMessage): void
  fetch(request: Request, env: unknown): Response | Promise<Response>
  upgrade(wanted: Upgrade): void
  /** Who takes the mails of somebody who logged in by this name, or did not (''); undefined where those mails are no more. */
  deliveryOf(username: string): Delivery | undefined
  maxMessageBytes: number
}

export const onlyRoom = (room: InboxRoom): Rooms => ({
  visit() {},
  fetch: request => room.app.fetch(request),
  upgrade: wanted => void room.upgrade(wanted),
  deliveryOf: () => room.delivery,
  maxMessageBytes: room.delivery.maxMessageBytes,
})
