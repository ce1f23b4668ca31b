// Mail out by SMTP, for a real Mailpit or `--wire smtp`. Loaded only then: a start without it needs none of nodemailer's transports.
import { createTransport } from 'nodemailer'
import type { MailReceipt, OutgoingMail } from '../../mocks/bloomreach/index.ts'
import { SandboxError } from '../../mocks/kit/sandbox-error.ts'
import type { World } from '../../mocks/kit/world.ts'
import { toSendMailOptions } from '../composing/send-mail-options.ts'
import type { ClosableMailTransport } from './late-mail.ts'
import { type Receipt, toReceipt } from './mail-transport.ts'

interface Rejection extends Error {
  recipient?: string | undefined
  responseCode?: number | undefined
  response?: string | undefined
}

interface SmtpFailure extends Error {
  code?: string | undefined
  responseCode?: number | undefined
  response?: string | undefined
  rejectedErrors?: Rejection[] | undefined
}

export interface SmtpTransport extends ClosableMailTransport {
  /** Proves that the SMTP server answers. */
  verify(): Promise<void>
}

/** One pooled connection keeps the order of mails equal to the order of sending. */
export function smtpTransport(smtpUrl: string, world: () => World): SmtpTransport {
  const { hostname, port, username: user, password: pass } = new URL(smtpUrl)
  const host = hostname.replace(/^\[|\]$/g, '')
  const transport = createTransport({
    host,
    port: Number(port || 25),
    ...(user === '' ? {} : { auth: { user, pass } }),
    pool: true,
    maxConnections: 1,
    maxMessages: Number.POSITIVE_INFINITY,
    ignoreTLS: true,
    connectionTimeout: 5_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    async send(mail) {
      const receipt = await transport.sendMail(toSendMailOptions(mail, world().clock.now())).then(
        info => ({
          accepted: info.accepted.map(String),
          rejected: (info.rejectedErrors ?? []).map(toRejection),
          queuedAs: /queued as (\S+)/.exec(info.response)?.[1],
        }),
        (error: SmtpFailure) => rejectionReceipt(error, mail),
      )
      return toReceipt(receipt)
    },
    async verify() {
      try {
        await transport.verify()
      } catch (cause) {
        throw new SandboxError(
          'smtp-unreachable',
          `Cannot reach the inbox at ${smtpUrl}: ${(cause as Error).message}.`,
          { remedy: 'Start Mailpit there, or leave --smtp-url out to use the embedded inbox.', cause },
        )
      }
    },
    close: () => transport.close(),
  }
}

function toRejection(error: Rejection): MailReceipt['rejected'][number] {
  return {
    address: error.recipient ?? '',
    code: error.responseCode ?? 550,
    response: error.response ?? error.message,
  }
}

/** Every recipient refused is an answer of the server, not a failure of the connection. */
function rejectionReceipt(error: SmtpFailure, mail: OutgoingMail): Receipt {
  if (error.responseCode === undefined) throw error
  const rejected = error.rejectedErrors?.map(toRejection) ?? []
  const all = mail.to.map(address => ({
    address,
    code: error.responseCode ?? 550,
    response: error.response ?? error.message,
  }))
  return { accepted: [], rejected: rejected.length > 0 ? rejected : all, queuedAs: undefined }
}
