// Where a world is: what `GET /_sandbox/ready` answers of it.
import type { DrivenClock } from '../../mocks/kit/time/clock.ts'
import { msToIso } from '../../mocks/kit/time/duration.ts'
import type { Ready } from '../control-api/ready.ts'
import { version } from '../version.ts'
import { baseOf, FIRST } from './address.ts'
import type { Street } from './street.ts'

export function whereIs(id: string, { doors }: Street, clock: DrivenClock): Ready {
  const base = baseOf(id)
  return {
    ready: true,
    http: doors.url + base,
    inbox: doors.inboxUrl + base,
    smtp: id === FIRST ? doors.smtpUrl : withUser(doors.smtpUrl, id),
    version,
    clock: { mode: clock.mode, now: msToIso(clock.now()) },
  }
}

/** Any password does, and clients want one. */
function withUser(smtpUrl: string, id: string): string {
  const { protocol, host } = new URL(smtpUrl)
  return `${protocol}//${id}:${id}@${host}`
}
