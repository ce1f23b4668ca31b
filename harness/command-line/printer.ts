// What `start` and `run` print: where things are, the trace, the captured emails; with --json also a line for each thing.

import type { Entry } from '../../mocks/kit/journal.ts'
import { msToIso } from '../../mocks/kit/time/duration.ts'
import type { Finding } from '../check/finding.ts'
import { ownEnvironment } from '../config.ts'
import type { Sandbox } from '../index.ts'
import { countText } from './count-text.ts'
import { customerName } from './customer-name.ts'
import { Lines } from './lines.ts'
import { RunSummary, summaryText } from './run-summary.ts'
import { type Style, styleOf } from './style.ts'
import { clockText, isTold, traceText } from './trace.ts'
import { TraceBudget } from './trace-budget.ts'

const MAILS_SHOWN = 50
const LEFT_OUT_EVERY_MS = 5_000

export class Printer {
  readonly #sandbox: Sandbox
  readonly #human: Lines
  readonly #style: Style
  readonly #machine: Lines | undefined
  readonly #budget = new TraceBudget()
  readonly #countLeftOut: NodeJS.Timeout
  #isMuted = false
  readonly #summary = new RunSummary()
  readonly #openedAt = performance.now()

  constructor(sandbox: Sandbox, { json }: { json: boolean }) {
    this.#sandbox = sandbox
    const screen = json ? process.stderr : process.stdout
    this.#human = new Lines(screen)
    this.#style = styleOf(screen, ownEnvironment())
    this.#machine = json ? new Lines(process.stdout) : undefined
    this.#countLeftOut = setInterval(() => this.#sayLeftOut(), LEFT_OUT_EVERY_MS).unref()
  }

  get hasFailures(): boolean {
    const { failed, undefinedPrinted } = this.#summary.tallied
    return failed > 0 || undefinedPrinted > 0
  }

  say(line: string): void {
    if (!this.#isMuted) this.#human.add(line)
  }

  /** Something went wrong beside every customer's story. */
  complain(problem: string): void {
    this.say(this.#style.failure(`✗ ${problem}`))
  }

  /** What a closing sandbox still does is nobody's story. */
  mute(): void {
    this.#sayLeftOut()
    this.#isMuted = true
    clearInterval(this.#countLeftOut)
    this.#flush()
  }

  ready(findings: readonly Finding[] = []): void {
    const ready = this.#sandbox.ready()
    const { http, inbox, smtp, clock, version } = ready
    this.#emit(ready)
    for (const finding of findings) this.#emit({ finding })
    this.say(`referral-sandbox ${version}, ${clock.mode} clock at ${clockText(Date.parse(clock.now))}\n`)
    this.say(`  Console     ${http}/`)
    this.say(`  Talon.One   ${http}  (https://integration.talon.one in scenarios)`)
    this.say(`  Bloomreach  ${http}  (https://api.exponea.com)`)
    if (this.#sandbox.caFile !== undefined)
      this.say(`  HTTPS       ${http.replace('http:', 'https:')}  (trusted with NODE_EXTRA_CA_CERTS, below)`)
    this.say(`  Inbox       ${inbox}/`)
    this.say(`  SMTP        ${smtp}`)
    this.#flush()
  }

  /** After a change on disk. */
  startedAgain(file: string): void {
    const { clock } = this.#sandbox.ready()
    this.#emit({ startedAgain: { file, clock } })
    this.say(`\n${file} has changed and runs again, the clock at ${clockText(Date.parse(clock.now))}`)
  }

  environment(values: Record<string, string>): void {
    this.say('\nEnvironment')
    for (const [name, value] of Object.entries(values)) this.say(`  ${name}=${value}`)
  }

  /** The manual clock moves only when told, and nobody tells it during a run. */
  stillDue(dueAt: string, label: string): void {
    this.say(`\nNot run, due at ${dueAt}: ${label}. Use --clock fast.`)
  }

  entry(entry: Entry): void {
    if (this.#isMuted) return
    this.#summary.take(entry)
    if (this.#machine !== undefined) {
      this.#emit({ entry: { ...entry, at: msToIso(entry.at) } })
    }
    if (!isTold(entry) || !this.#budget.takes(entry)) return
    this.say(traceText(entry, customer => customerName(this.#sandbox, customer), this.#style))
  }

  async mails(): Promise<void> {
    const mails = await this.#sandbox.inbox.list()
    this.#sayLeftOut()
    this.say(mails.length === 0 ? '\nNo emails were captured.' : '\nEmails')
    for (const mail of mails.reverse().slice(0, MAILS_SHOWN)) {
      const to = mail.To.map(one => one.Address).join(', ')
      const url = `${this.#sandbox.inbox.url}/view/${mail.ID}`
      this.#emit({ mail: { id: mail.ID, to, subject: mail.Subject, url } })
      this.say(`  ${to.padEnd(22)} ${mail.Subject.padEnd(24)} ${mail.Snippet.slice(0, 40).padEnd(40)} ${url}`)
    }
    if (mails.length > MAILS_SHOWN) {
      this.say(`  and ${mails.length - MAILS_SHOWN} more: ${this.#sandbox.inbox.url}/`)
    }
  }

  /** The last line of a run: what came of it. */
  summary({ waiting, virtualMs }: { waiting: number; virtualMs: number }): void {
    const realMs = performance.now() - this.#openedAt
    const { tallied } = this.#summary
    this.#emit({ summary: { ...tallied, waiting, virtualMs } })
    this.say(`\n${summaryText(tallied, { waiting, virtualMs, realMs })}`)
  }

  #emit(value: unknown): void {
    if (!this.#isMuted) this.#machine?.add(JSON.stringify(value))
  }

  #sayLeftOut(): void {
    const lines = this.#budget.leftOut()
    if (lines === 0) return
    const count = countText(lines)
    this.say(`  … and ${count} lines more: ${this.#sandbox.url}/console, or GET /_sandbox/journal`)
  }

  #flush(): void {
    this.#machine?.flush()
    this.#human.flush()
  }
}
