// Reads mails when somebody looks: each once as long as it is remembered, large ones in a worker thread, and never so
// many at a stretch that other requests wait.
import type { HtmlCheck } from '../html/html-check.ts'
import type { ShownPart } from '../html/sanitized.ts'
import type { Mail } from '../mail.ts'
import type { Glance, MailContent, ReadMail } from './content.ts'
import type { Answer, Answers, Errand } from './errands.ts'
import { ReadingThread } from './thread.ts'

/** Above this a mail is read beside the main thread: a few milliseconds, whatever is in it. */
const LARGE_BYTES = 32 * 1024
/** How many times the work of reading it is, about. */
const CHECK_COST = 20
const PICTURE_COST = 200
/** Sum of the raw sizes whose content is remembered. */
const REMEMBERED_BYTES = 16 * 1024 * 1024
/** Mails of this many bytes are read before others get their turn: some milliseconds. */
const STRETCH_BYTES = 256 * 1024

export class Reader {
  readonly #remembered = new Map<Mail, Promise<ReadMail>>()
  #rememberedBytes = 0
  #stretch = 0
  readonly #thread = new ReadingThread(runHere)

  async content(mail: Mail): Promise<MailContent> {
    return (await this.#read(mail)).content
  }

  async glance(mail: Mail): Promise<Glance> {
    mail.glance ??= (await this.#read(mail)).glance
    return mail.glance
  }

  /** HTML of a mail as it may be shown. */
  async shown(html: string, parts: readonly ShownPart[]): Promise<string> {
    return this.#run({ kind: 'sanitize', html, parts }, html.length)
  }

  /** Which email clients show it; undefined where it is nested too deep for any. */
  async checked(html: string): Promise<HtmlCheck | undefined> {
    return this.#run({ kind: 'check', html }, html.length * CHECK_COST)
  }

  /** JPEG. */
  async thumbnail(picture: Uint8Array): Promise<Uint8Array> {
    return this.#run({ kind: 'shrink', picture }, picture.length * PICTURE_COST)
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
    const reading = this.#run({ kind: 'read', raw: mail.raw }, mail.size)
    this.#remember(mail, reading)
    return reading
  }

  async #run<K extends Errand['kind']>(
    errand: Extract<Errand, { kind: K }>,
    bytes: number,
  ): Promise<Answers[K]> {
    if (bytes > LARGE_BYTES) return this.#thread.run(errand) as Promise<Answers[K]>
    this.#stretch += bytes
    if (this.#stretch > STRETCH_BYTES) {
      this.#stretch = 0
      await new Promise(resolve => setImmediate(resolve))
    }
    return runHere(errand) as Promise<Answers[K]>
  }

  #remember(mail: Mail, reading: Promise<ReadMail>): void {
    this.#remembered.set(mail, reading)
    this.#rememberedBytes += mail.size
    for (const [oldest] of this.#remembered) {
      if (this.#rememberedBytes <= REMEMBERED_BYTES || oldest === mail) break
      this.#remembered.delete(oldest)
      this.#rememberedBytes -= oldest.size
    }
  }
}

/** The parsers are loaded with the first look: a run that nobody watches does not pay for them. */
async function runHere(errand: Errand): Promise<Answer> {
  const { run } = await import('./errands.ts')
  return run(errand).catch(error => {
    if (errand.plainly) throw error
    return run({ ...errand, plainly: true })
  })
}
