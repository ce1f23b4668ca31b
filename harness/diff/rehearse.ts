// Lets one side run to its end in a sandbox of its own without ports, and writes down each customer's story.
import type { Entry } from '../../mocks/kit/journal.ts'
import { msToIso } from '../../mocks/kit/time/duration.ts'
import { customerName } from '../command-line/output/customer-name.ts'
import { sentenceOf } from '../command-line/output/trace.ts'
import type { Config } from '../config.ts'
import { type Sandbox, sandboxOf } from '../index.ts'
import { runToEnd } from '../run-to-end.ts'
import { assemble } from '../sandbox.ts'
import type { ReadWorld } from '../world/definition.ts'
import { type Channel, emptyStory, type Message, type Story } from './story.ts'

export interface Rehearsal {
  /** By the customer's name. */
  stories: Map<string, Story>
  started: number
}

/** Throws SandboxError when the world cannot be loaded, or its run has no end. */
export async function rehearse(read: ReadWorld, config: Config): Promise<Rehearsal> {
  const clock = config.until === undefined ? 'fast' : 'manual'
  const mostMails = Math.max(config.inboxCapacity, 1_000_000)
  const assembled = await assemble({ ...config, clock, listen: false, inboxCapacity: mostMails }, read)
  const sandbox = sandboxOf(assembled)
  try {
    const scribe = new Scribe(sandbox)
    assembled.onEntry(entry => scribe.take(entry))
    await runToEnd(sandbox, config.until)
    return { stories: await scribe.stories(), started: assembled.live().toStart.length }
  } finally {
    await sandbox.stop()
  }
}

/** What is sent by a node of this type and has no entry of its own. */
const CHANNELS: Record<string, Channel> = { sms: 'text message', push: 'push message' }

const STEPS = new Set(['bloomreach.way-taken', 'bloomreach.webhook-response', 'bloomreach.campaign-event'])

/** With the code of a refusal, which says more than its status. */
const stepOf = (entry: Entry): string =>
  Number(entry.status) >= 400 && entry.reason !== undefined
    ? `${sentenceOf(entry).text} (${entry.reason})`
    : sentenceOf(entry).text

class Scribe {
  readonly #sandbox: Sandbox
  readonly #stories = new Map<string, Story>()
  /** By the id in the inbox. */
  readonly #mails = new Map<string, Message>()
  readonly #codes = new Set<string>()
  /** By run: the type of the node that it is in. */
  readonly #types = new Map<unknown, unknown>()

  constructor(sandbox: Sandbox) {
    this.#sandbox = sandbox
  }

  take(entry: Entry): void {
    if (typeof entry.code === 'string') this.#codes.add(entry.code)
    if (entry.customer === undefined) return
    const story = this.#storyOf(customerName(this.#sandbox, entry.customer))
    if (entry.kind === 'bloomreach.node-entered') this.#types.set(entry.run, entry.type)
    if (STEPS.has(entry.kind)) story.steps.push(stepOf(entry))
    if (entry.kind === 'bloomreach.run-ended') story.endings.push(String(entry.because))
    const message = this.#messageOf(entry)
    if (message === undefined) return
    story.messages.push(message)
    if (typeof entry.queuedAs === 'string') this.#mails.set(entry.queuedAs, message)
  }

  #messageOf({ kind, at, ...entry }: Entry): Message | undefined {
    const made = (channel: Channel, title: string) => ({ channel, title, text: '', at: msToIso(at) })
    if (kind === 'bloomreach.email-sent') return made('mail', String(entry.subject))
    if (kind === 'bloomreach.webhook-request') return made('webhook call', `${entry.method} ${entry.url}`)
    const channel = CHANNELS[String(this.#types.get(entry.run))]
    const isSent = kind === 'bloomreach.campaign-event' && entry.status === 'sent'
    return isSent && channel !== undefined ? made(channel, `#${entry.node}`) : undefined
  }

  #storyOf(customer: string): Story {
    const known = this.#stories.get(customer)
    if (known !== undefined) return known
    const story = emptyStory(customer)
    this.#stories.set(customer, story)
    return story
  }

  /** With the texts of the mails, and without what differs in every run. */
  async stories(): Promise<Map<string, Story>> {
    for (const [id, message] of this.#mails) {
      const { HTML, Text } = await this.#sandbox.inbox.read(id)
      message.text = this.#withTargets(HTML === '' ? Text : HTML).replaceAll(PIXEL, '')
    }
    const settled = (text: string) => this.#withoutCodes(text)
    for (const story of this.#stories.values()) {
      story.steps = story.steps.map(settled)
      for (const message of story.messages) {
        message.title = settled(message.title)
        message.text = settled(message.text)
      }
    }
    return this.#stories
  }

  /** Links of the sandbox's own say where they lead. */
  #withTargets(text: string): string {
    return text.replaceAll(
      /http:\/\/sandbox\.internal\/e\/([0-9a-f]+)(?:\/([a-z.]+))?(?:\/(\d+))?/g,
      (_, id, what, number) => {
        const target = this.#sandbox.bloomreach.sentMails.get(id)?.links[Number(number)]
        return what === 'click' && target !== undefined ? target : `{${what ?? 'link'}}`
      },
    )
  }

  #withoutCodes(text: string): string {
    return text
      .split(WORD_ENDS)
      .map(word => (this.#codes.has(word) ? '{code}' : word))
      .join('')
  }
}

/** Between them stand the words, codes of the vendor's default pattern among them. */
const WORD_ENDS = /([^\w-]+)/

/** What counts the openings of a mail, with its address replaced. */
const PIXEL = '<img src="{open.gif}" width="1" height="1" alt="">'
