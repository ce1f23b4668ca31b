// The SMTP door: reads the dialogue, asks Delivery, answers in Mailpit's words. Any login is accepted, no TLS.
import type { AddressInfo } from 'node:net'
import type { SMTPServerSession } from 'smtp-server'
import { SMTPServer } from 'smtp-server'
import type { Delivery, Envelope, Refusal } from './delivery.ts'
import { Mail } from './mail.ts'
import { listening } from './port.ts'

export interface SmtpSink {
  port: number
  stop(): Promise<void>
}

/** How long stop() lets a message in flight finish. */
const CLOSE_TIMEOUT_MS = 200

export async function startSmtpSink(delivery: Delivery, host: string, port: number): Promise<SmtpSink> {
  const server = new SMTPServer({
    name: 'inbox Mailpit',
    banner: 'Service ready',
    heloResponse: '%s greets %s',
    size: delivery.maxMessageBytes,
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    closeTimeout: CLOSE_TIMEOUT_MS,
    onAuth: ({ username }, _session, done) => done(null, { user: { username: username ?? '' } }),
    onMailFrom: ({ address }, _session, done) => answer(delivery.refuseSender(address), done),
    onRcptTo: ({ address }, _session, done) => answer(delivery.refuseRecipient(address), done),
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      // A mail over the limit is read to its end, as SMTP wants, but not kept in memory.
      stream.on('data', (chunk: Buffer) => {
        if (!stream.sizeExceeded) chunks.push(chunk)
      })
      stream.on('error', done)
      stream.on('end', () => {
        if (stream.sizeExceeded) return done(smtpError(delivery.tooBig))
        const kept = delivery.keep(Buffer.concat(chunks), envelopeOf(session))
        if (kept instanceof Mail) done(null, `2.0.0 Ok: queued as ${kept.id}`)
        else done(smtpError(kept))
      })
    },
  })
  // A client that hangs up in the middle is no event for the inbox: nothing was accepted.
  server.on('error', () => {})
  await listening(server.server, () => server.listen(port, host), {
    what: 'SMTP',
    option: '--smtp-port',
    host,
    port,
  })
  return {
    port: (server.server.address() as AddressInfo).port,
    stop: () =>
      new Promise(resolve => {
        server.close(resolve)
        for (const connection of server.connections) connection.close()
      }),
  }
}

function envelopeOf({ envelope, user }: SMTPServerSession): Envelope {
  return {
    from: envelope.mailFrom === false ? '' : envelope.mailFrom.address,
    to: envelope.rcptTo.map(({ address }) => address),
    username: (user as { username: string } | undefined)?.username ?? '',
  }
}

function answer(question: Promise<Refusal | undefined>, done: (error?: Error | null) => void): void {
  question.then(refusal => done(refusal === undefined ? null : smtpError(refusal)), done)
}

function smtpError({ code, message }: Refusal): Error {
  return Object.assign(new Error(message), { responseCode: code })
}
