// Mail out: nodemailer composes each message and hands it over by SMTP (pooled), or in process when no port is open.
import type { SendMailOptions } from 'nodemailer'
import { createTransport } from 'nodemailer'
import MailComposer from 'nodemailer/lib/mail-composer'
import type { MailReceipt, MailTransport, OutgoingMail } from '../../mocks/bloomreach/index.ts'
import { SandboxError } from '../../mocks/kit/sandbox-error.ts'
import type { World } from '../../mocks/kit/world.ts'

export interface Envelope {
  from: string
  to: string[]
}

export type DeliverInProcess = (
  raw: Buffer,
  envelope: Envelope,
) => Promise<{ id?: string; accepted: string[]; rejected: MailReceipt['rejected'] }>

export interface ClosableMailTransport extends MailTransport {
  close(): void
  /** Proves that the SMTP server answers. */
  verify(): Promise<void>
}

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

/** One pooled connection keeps the order of mails equal to the order of sending. */
export function smtpTransport(smtpUrl: string, world: () => World): ClosableMailTransport {
  const { hostname, port } = new URL(smtpUrl)
  const host = hostname.replace(/^\[|\]$/g, '')
  const transport = createTransport({
    host,
    port: Number(port || 25),
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

export function inProcessTransport(deliver: DeliverInProcess, world: () => World): ClosableMailTransport {
  return {
    async send(mail) {
      const raw = await new MailComposer(toSendMailOptions(mail, world().clock.now())).compile().build()
      const { id, accepted, rejected } = await deliver(raw, { from: mail.from.address, to: mail.to })
      return toReceipt({ accepted, rejected, queuedAs: id })
    },
    async verify() {},
    close() {},
  }
}

type Receipt = Omit<MailReceipt, 'queuedAs'> & { queuedAs: string | undefined }

const toReceipt = ({ queuedAs, ...rest }: Receipt): MailReceipt =>
  queuedAs === undefined ? rest : { ...rest, queuedAs }

function toSendMailOptions(mail: OutgoingMail, now: number): SendMailOptions {
  return {
    from: { name: mail.from.name ?? '', address: mail.from.address },
    to: mail.to,
    envelope: { from: mail.from.address, to: mail.to },
    subject: mail.subject,
    ...(mail.html === undefined ? {} : { html: mail.html }),
    ...(mail.text === undefined ? {} : { text: mail.text }),
    headers: mail.headers,
    messageId: mail.messageId,
    date: new Date(now),
    // Seeded like the id, so that the same world gives the same bytes.
    baseBoundary: mail.messageId.replaceAll(/[^A-Za-z0-9]/g, ''),
    attachments: mail.attachments ?? [],
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
