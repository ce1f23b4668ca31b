// Reads mails when somebody looks: each once as long as it is remembered, large ones in a worker thread, and never so
// many at a stretch that other requests wait.
import { Worker } from 'node:worker_threads'
import type { Glance, MailContent, ReadMail } from './content.ts'
import type { Mail } from './mail.ts'

/** Above this a mail is read beside the main thread. */
const LARGE_BYTES = 128 * 1024
/** Sum of the raw sizes whose content is remembered. */
const REMEMBERED_BYTES = 16 * 1024 * 1024
/** Mails of this many bytes are read before others get their turn: some milliseconds. */
const STRETCH_BYTES = 256 * 1024

export class Reader {
  readonly #remembered = new Map<Mail, Promise<ReadMail>>()
  #rememberedBytes = 0
  #stretch = 0
  readonly #thread = new ReadingThread()

  async content(mail: Mail): Promise<MailContent> {
    return (await this.#read(mail)).content
  }

  async glance(mail: Mail): Promise<Glance> {
    mail.glance ??= (await this.#read(mail)).glance
    return mail.glance
  }

  /** Reads what lists and searches need of each of these mails. */
  async glances(mails: readonly Mail[]): Promise<void> {
    for (const mail of mails) {
      if (mail.glance === undefined) await this.glance(mail)
    }
  }

  async stop(): Promise<void> {
    await this.#thread.stop()
  }

  async #read(mail: Mail): Promise<ReadMail> {
    const known = this.#remembered.get(mail)
    if (known !== undefined) return known
    const reading = mail.raw.length > LARGE_BYTES ? this.#thread.read(mail.raw) : this.#readHere(mail.raw)
    this.#remember(mail, reading)
    return reading
  }

  async #readHere(raw: Buffer): Promise<ReadMail> {
    this.#stretch += raw.length
    if (this.#stretch > STRETCH_BYTES) {
      this.#stretch = 0
      await new Promise(resolve => setImmediate(resolve))
    }
    return readHere(raw)
  }

  #remember(mail: Mail, reading: Promise<ReadMail>): void {
    this.#remembered.set(mail, reading)
    this.#rememberedBytes += mail.raw.length
    for (const [oldest] of this.#remembered) {
      if (this.#rememberedBytes <= REMEMBERED_BYTES || oldest === mail) break
      this.#remembered.delete(oldest)
      this.#rememberedBytes -= oldest.raw.length
    }
  }
}

/** The parsers are loaded with the first look: a run that nobody watches does not pay for them. */
async function readHere(raw: Buffer): Promise<ReadMail> {
  const { readMail } = await import('./content.ts')
  return readMail(raw)
}

/** One worker thread, started with the first large mail. Where no thread can be had, the mail is read here. */
class ReadingThread {
  #worker: Worker | undefined
  #last = 0
  readonly #waiting = new Map<number, { raw: Buffer; done: (read: ReadMail) => void }>()

  read(raw: Buffer): Promise<ReadMail> {
    const id = ++this.#last
    return new Promise(done => {
      this.#waiting.set(id, { raw, done })
      const worker = this.#start()
      worker.ref()
      worker.postMessage({ id, raw })
    })
  }

  async stop(): Promise<void> {
    await this.#worker?.terminate()
  }

  #start(): Worker {
    if (this.#worker !== undefined) return this.#worker
    const worker = new Worker(new URL('./reading-thread.ts', import.meta.url))
    worker.unref()
    worker.on('message', ({ id, read }: { id: number; read: ReadMail }) => this.#finish(id, read))
    worker.on('error', () => void this.#readHere())
    this.#worker = worker
    return worker
  }

  #finish(id: number, read: ReadMail): void {
    this.#waiting.get(id)?.done(read)
    this.#waiting.delete(id)
    if (this.#waiting.size === 0) this.#worker?.unref()
  }

  async #readHere(): Promise<void> {
    this.#worker = undefined
    for (const [id, { raw }] of [...this.#waiting]) this.#finish(id, await readHere(raw))
  }
}
