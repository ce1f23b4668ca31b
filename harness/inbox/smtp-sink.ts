// The SMTP door: reads the dialogue, asks Delivery, answers in Mailpit's words. Any login is accepted, no TLS.
import type { AddressInfo } from 'node:net'
import type { SMTPServerSession } from 'smtp-server'
import { SMTPServer } from 'smtp-server'
import { SMTPConnection } from 'smtp-server/lib/smtp-connection.js'
import { listening } from '../doors/listening.ts'
import type { Delivery, Envelope, Refusal } from './delivery.ts'
import { Mail } from './mail.ts'
import type { Rooms } from './rooms.ts'

export interface SmtpSink {
  port: number
  stop(): Promise<void>
}

/** How long stop() lets a message in flight finish. */
const CLOSE_TIMEOUT_MS = 200

/** Of a world that was deleted: its mails would be another's. */
const NO_SUCH_LOGIN: Refusal = { code: 535, message: '5.7.8 The world of this name was deleted' }
const GONE: Refusal = { code: 554, message: '5.5.0 The world of this login was deleted' }

/** Who is logged in sends to the mails that this name means. */
export async function startSmtpSink(rooms: Rooms, host: string, port: number): Promise<SmtpSink> {
  const server = new PromptServer({
    name: 'inbox Mailpit',
    banner: 'Service ready',
    heloResponse: '%s greets %s',
    size: rooms.maxMessageBytes,
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    lenientAddressParsing: true,
    logger: false,
    closeTimeout: CLOSE_TIMEOUT_MS,
    onConnect: (_session, done) => done(),
    onAuth: ({ username = '' }, _session, done) => {
      const refused = rooms.deliveryOf(username)?.refuseLogin(username) ?? Promise.resolve(NO_SUCH_LOGIN)
      refused.then(
        refusal => (refusal === undefined ? done(null, { user: { username } }) : done(smtpError(refusal))),
        done,
      )
    },
    onMailFrom: ({ address }, session, done) =>
      answer(
        ask(rooms, session, delivery => delivery.refuseSender(address)),
        done,
      ),
    onRcptTo: ({ address }, session, done) =>
      answer(
        ask(rooms, session, delivery => delivery.refuseRecipient(address, session.envelope.rcptTo.length)),
        done,
      ),
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      // A mail over the limit is read to its end, as SMTP wants, but not kept in memory.
      stream.on('data', (chunk: Buffer) => {
        if (!stream.sizeExceeded) chunks.push(chunk)
      })
      stream.on('error', done)
      stream.on('end', () => {
        const delivery = rooms.deliveryOf(usernameOf(session))
        if (delivery === undefined) return done(smtpError(GONE))
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
    host,
    port,
    purpose: 'SMTP',
    option: 'smtp-port',
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

const ask = (
  rooms: Rooms,
  session: SMTPServerSession,
  question: (delivery: Delivery) => Promise<Refusal | undefined>,
): Promise<Refusal | undefined> => {
  const delivery = rooms.deliveryOf(usernameOf(session))
  return delivery === undefined ? Promise.resolve(GONE) : question(delivery)
}

const usernameOf = ({ user }: SMTPServerSession): string =>
  (user as { username: string } | undefined)?.username ?? ''

function envelopeOf(session: SMTPServerSession): Envelope {
  const { envelope } = session
  return {
    from: envelope.mailFrom === false ? '' : envelope.mailFrom.address,
    to: envelope.rcptTo.map(({ address }) => address),
    username: usernameOf(session),
  }
}

function answer(question: Promise<Refusal | undefined>, done: (error?: Error | null) => void): void {
  question.then(refusal => done(refusal === undefined ? null : smtpError(refusal)), done)
}

function smtpError({ code, message }: Refusal): Error {
  return Object.assign(new Error(message), { responseCode: code })
}

/** [S] Mailpit greets at once; smtp-server would wait for 100 ms whether a client talks too soon, and refuse who does. */
class PromptServer extends SMTPServer {
  /** It speaks no TLS; smtp-server would read its certificate all the same, a twentieth of a start in process. */
  override updateSecureContext(): void {}

  override connect(...[socket, options]: Parameters<SMTPServer['connect']>): void {
    const connection = new SMTPConnection(this, socket, options)
    this.connections.add(connection)
    connection.on('error', error => this._onError(error))
    connection.on('connect', data => this._onClientConnect(data))
    acceptAnyAddress(connection)
    connection._setListeners(() => connection.connectionReady())
  }
}

/**
 * [S] Mailpit takes whatever stands between the angle brackets (`<root>`, `<"a@b"@example.org>`); smtp-server wants an
 * address. What it refuses is read again with an address in place of the given one; a domain that came in ASCII is not turned into letters.
 */
function acceptAnyAddress(connection: SMTPConnection): void {
  const parse = connection._parseAddressCommand.bind(connection)
  connection._parseAddressCommand = (name, given) => {
    const command = String(given)
    const parsed = parse(name, command)
    const open = command.indexOf('<')
    const close = command.indexOf('>', open)
    const address = command.slice(open + 1, close)
    if (parsed !== false)
      return isAscii(command) && !isAscii(parsed.address) ? { ...parsed, address } : parsed
    if (open === -1 || close === -1 || !isOneLine(address)) return parsed
    const read = parse(name, `${command.slice(0, open)}<a@b>${command.slice(close + 1)}`)
    return read === false ? false : { ...read, address }
  }
}

const isAscii = (text: string): boolean => !/[^\p{ASCII}]/u.test(text)

/** A control character in an address would end up in headers and answers. */
const isOneLine = (address: string): boolean => address !== '' && !/[<>\p{Cc}\p{Cf}]/u.test(address)
