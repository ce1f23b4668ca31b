// What `start` and `run` print: where things are, the trace, the captured emails; with --json also a line for each thing.

import type { Entry } from '../../../mocks/kit/journal.ts'
import { msToIso } from '../../../mocks/kit/time/duration.ts'
import type { Finding } from '../../check/finding.ts'
import type { Config } from '../../config.ts'
import type { Sandbox } from '../../index.ts'
import { withoutSecrets } from '../../traffic/without-secrets.ts'
import type { Screen, Terminal } from '../terminal.ts'
import { countText } from './count-text.ts'
import { customerName } from './customer-name.ts'
import { Lines } from './lines.ts'
import { nextProgressMs, progressText } from './progress.ts'
import { RunSummary, summaryText } from './run-summary.ts'
import { type Style, styleOf } from './style.ts'
import { clockText, isTold, traceText } from './trace.ts'
import { isCrowd, TraceBudget } from './trace-budget.ts'

const MAILS_SHOWN = 50
const MAILS_SHOWN_OF_MANY = 10
const REDRAWN_EVERY_MS = 250
/** To the begin of the line, and away with what stands in it. */
const ERASE = '\r\u001b[2K'
const LEFT_OUT_EVERY_MS = 5_000

export class Printer {
  readonly #sandbox: Sandbox
  readonly #human: Lines
  readonly #style: Style
  readonly #machine: Lines | undefined
  readonly #budget: TraceBudget
  readonly #mailsShown: number
  readonly #isQuiet: boolean
  /** Of assistants. */
  readonly #hasTools: boolean
  readonly #screen: Screen
  #ticks: NodeJS.Timeout
  #isDrawn = false
  #nextProgressMs = 0
  #isMuted = false
  readonly #summary = new RunSummary()
  readonly #openedAt = performance.now()

  constructor(
    sandbox: Sandbox,
    {
      json,
      quiet,
      trace,
      mcp = false,
    }: Pick<Config, 'json' | 'quiet' | 'trace'> & Partial<Pick<Config, 'mcp'>>,
    { env, out, err }: Terminal,
  ) {
    this.#sandbox = sandbox
    const screen = json ? err : out
    const customers = sandbox.bloomreach.customers.size
    this.#screen = screen
    this.#budget = new TraceBudget({ trace: quiet ? 'none' : trace, customers })
    this.#mailsShown = isCrowd(customers) ? MAILS_SHOWN_OF_MANY : MAILS_SHOWN
    this.#isQuiet = quiet
    this.#hasTools = mcp
    this.#human = new Lines(screen)
    this.#style = styleOf(screen, env)
    this.#machine = json ? new Lines(out) : undefined
    this.#ticks = setInterval(() => this.#sayLeftOut(), LEFT_OUT_EVERY_MS).unref()
  }

  get hasFailures(): boolean {
    const { failed, undefinedPrinted } = this.#summary.tallied
    return failed > 0 || undefinedPrinted > 0
  }

  say(line: string): void {
    if (!this.#isQuiet) this.#tell(line)
  }

  #tell(line: string): void {
    if (this.#isMuted) return
    this.#human.add(this.#isDrawn ? ERASE + line : line)
    this.#isDrawn = false
  }

  /** A line of where the run is: redrawn on a terminal, a new one every few seconds elsewhere, none beside JSON. */
  watchProgress(): void {
    clearInterval(this.#ticks)
    if (this.#machine !== undefined || this.#isQuiet) return
    const everyMs = this.#screen.isTTY ? REDRAWN_EVERY_MS : LEFT_OUT_EVERY_MS
    this.#ticks = setInterval(() => this.#drawProgress(), everyMs).unref()
  }

  #drawProgress(): void {
    const { tallied, ended } = this.#summary
    if (this.#isMuted || tallied.entered === 0) return
    const realMs = performance.now() - this.#openedAt
    const line = `  … ${progressText({ ...tallied, ended }, realMs)}`
    if (!this.#screen.isTTY) {
      if (realMs < this.#nextProgressMs) return
      this.#nextProgressMs = nextProgressMs(realMs)
      this.say(line)
      return
    }
    this.#human.flush()
    this.#screen.write(ERASE + line.slice(0, (this.#screen.columns ?? 80) - 1))
    this.#isDrawn = true
  }

  /** Something went wrong beside every customer's story. */
  complain(problem: string): void {
    this.#tell(this.#style.failure(`✗ ${problem}`))
  }

  /** What a closing sandbox still does is nobody's story. */
  mute(): void {
    this.#sayLeftOut()
    this.#isMuted = true
    clearInterval(this.#ticks)
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
    if (this.#hasTools) this.say(`  Assistants  ${http}/mcp`)
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
    this.#tell(`\nNot run, due at ${dueAt}: ${label}. Use --clock fast.`)
  }

  entry(entry: Entry): void {
    if (this.#isMuted) return
    this.#summary.take(entry)
    if (this.#machine !== undefined) {
      this.#emit({ entry: { ...withoutSecrets(entry), at: msToIso(entry.at) } })
    }
    if (!isTold(entry) || !this.#budget.takes(entry)) return
    this.say(traceText(entry, customer => customerName(this.#sandbox, customer), this.#style))
  }

  async mails(): Promise<void> {
    const mails = await this.#sandbox.inbox.list()
    this.#sayLeftOut()
    this.say(mails.length === 0 ? '\nNo emails were captured.' : '\nEmails')
    for (const mail of mails.reverse().slice(0, this.#mailsShown)) {
      const to = mail.To.map(one => one.Address).join(', ')
      const url = `${this.#sandbox.inbox.url}/view/${mail.ID}`
      this.#emit({ mail: { id: mail.ID, to, subject: mail.Subject, url } })
      this.say(`  ${to.padEnd(22)} ${mail.Subject.padEnd(24)} ${mail.Snippet.slice(0, 40).padEnd(40)} ${url}`)
    }
    if (mails.length > this.#mailsShown) {
      this.say(`  and ${mails.length - this.#mailsShown} more: ${this.#sandbox.inbox.url}/`)
    }
  }

  /** The last line of a run: what came of it. */
  summary({ waiting, virtualMs }: { waiting: number; virtualMs: number }): string {
    const realMs = performance.now() - this.#openedAt
    const { tallied } = this.#summary
    this.#emit({ summary: { ...tallied, waiting, virtualMs } })
    const said = summaryText(tallied, { waiting, virtualMs, realMs })
    this.#tell(`\n${said}`)
    return said
  }

  /** After a signal: what was done until then. */
  interrupted(virtualMs: number): string {
    this.#sayLeftOut()
    this.#tell('\nStopped by a signal. Until then:')
    const { tallied, ended } = this.#summary
    return this.summary({ waiting: Math.max(0, tallied.entered - ended), virtualMs })
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
