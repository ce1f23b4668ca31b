// The doors of one server: what was asked for, what is open, and the addresses that lead to it.
import type { Config } from '../config.ts'
import type { InboxDoors } from '../inbox/inbox-doors.ts'
import { IN_PROCESS } from '../life.ts'
import type { WorldDefinition } from '../world/definition.ts'
import type { Certificate } from './certificate.ts'
import type { HttpServer } from './http-server.ts'

export type SandboxConfig = Omit<Config, 'world' | 'json'> & {
  world?: string | WorldDefinition | undefined
  listen: boolean
}

export interface Doors {
  http?: HttpServer
  /** Absent without ports, and when a real Mailpit is used. */
  inbox?: InboxDoors
  url: string
  inboxUrl: string
  smtpUrl: string
  /** Of `--tls`. */
  certificate?: Certificate
}

export const closedDoors = (): Doors => ({
  url: IN_PROCESS,
  inboxUrl: IN_PROCESS,
  smtpUrl: 'smtp://sandbox.internal',
})

/** Whether mails go to a Mailpit that is not ours. */
export const usesMailpit = ({ mailpitUrl, smtpUrl }: Pick<Config, 'mailpitUrl' | 'smtpUrl'>): boolean =>
  mailpitUrl !== undefined || smtpUrl !== undefined
