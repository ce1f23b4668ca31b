// How fast the embedded inbox takes mails over SMTP, beside a bare smtp-server that keeps nothing, and in process.
// The sender is a process of its own.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { createTransport } from 'nodemailer'
import { SMTPServer } from 'smtp-server'
import { startInbox } from '../../harness/inbox/index.ts'
import { Chance } from '../../mocks/kit/chance.ts'
import { type BenchTable, spread, spreadText, timed } from './measure.ts'

const MAILS = 5_000
const REPEATS = 3
const HTML = '<p>Your referral code: ABCD-1234</p>'.padEnd(2_000, ' ')

export async function benchInbox(): Promise<BenchTable> {
  const ids = new Chance('bench')
  const inbox = await startInbox({ httpPort: 0, smtpPort: 0, now: Date.now, newId: () => ids.text(22) })
  const bare = await startBareServer()
  const rows: string[][] = []
  try {
    for (const connections of [1, 5]) {
      const pairs: { inbox: number; bare: number }[] = []
      for (let i = 0; i < REPEATS; i++) {
        pairs.push({
          bare: await sendFromOutside(bare.url, connections),
          inbox: await sendFromOutside(inbox.smtpUrl, connections),
        })
      }
      rows.push([
        `SMTP, ${connections} pooled`,
        spreadText(spread(pairs.map(pair => pair.inbox)), 0),
        spreadText(spread(pairs.map(pair => pair.inbox / pair.bare))),
      ])
    }
    const raw = Buffer.from(`From: a@example.com\r\nTo: b@example.com\r\nSubject: s\r\n\r\n${HTML}`)
    const rates: number[] = []
    for (let i = 0; i < REPEATS; i++) {
      const ms = await timed(async () => {
        for (let i = 0; i < MAILS; i++)
          await inbox.deliver(raw, { from: 'a@example.com', to: ['b@example.com'] })
      })
      rates.push((MAILS / ms) * 1_000)
    }
    rows.push(['in process, no socket', spreadText(spread(rates), 0), ''])
  } finally {
    bare.server.close()
    await inbox.stop()
  }
  return {
    title: `Inbox: ${MAILS} mails of 2 KB`,
    columns: ['way', 'mails/s: median (min to max)', 'of a bare smtp-server'],
    rows,
  }
}

async function startBareServer(): Promise<{ server: SMTPServer; url: string }> {
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    logger: false,
    closeTimeout: 100,
    onData: (stream, _session, done) => void stream.resume().on('end', () => done()),
  })
  server.on('error', () => {})
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  return { server, url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}` }
}

async function sendFromOutside(smtpUrl: string, connections: number): Promise<number> {
  const sender = fork(fileURLToPath(import.meta.url), [smtpUrl, String(connections)])
  const [ms] = (await once(sender, 'message')) as [number]
  await once(sender, 'exit')
  return (MAILS / ms) * 1_000
}

async function sendMails(url: string, maxConnections: number): Promise<number> {
  const transport = createTransport({
    url,
    pool: true,
    maxConnections,
    maxMessages: Number.POSITIVE_INFINITY,
  })
  const send = (i: number) =>
    transport.sendMail({ from: 'a@example.com', to: `c${i}@example.com`, subject: `Code ${i}`, html: HTML })
  await send(0)
  const ms = await timed(() => Promise.all(Array.from({ length: MAILS }, (_, i) => send(i))))
  transport.close()
  return ms
}

// This file is also the sender: forked with an SMTP URL, it sends and reports how long it took.
const [, , smtpUrl, connections] = process.argv
if (process.send !== undefined && smtpUrl?.startsWith('smtp://')) {
  process.send(await sendMails(smtpUrl, Number(connections)))
  process.disconnect()
}
