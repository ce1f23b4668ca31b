// `start` and `run`: where things are, the trace as it happens, the captured emails.
import type { Entry } from '../../mocks/kit/journal.ts'
import type { Config } from '../config.ts'
import { type Sandbox, sandboxOf } from '../index.ts'
import { assemble } from '../sandbox.ts'
import { environmentOf } from './environment.ts'
import { clockText, traceLine } from './trace.ts'

/** Starts and stays up until a signal; answers the exit code. */
export async function start(config: Config): Promise<number> {
  const { sandbox, printer, stopped } = await open(config)
  printer.environment(environmentOf(sandbox))
  printer.say('\nTrace')
  const work = runScenarios(sandbox, printer).catch((error: unknown) => {
    printer.say(error instanceof Error ? error.message : String(error))
  })
  const code = await stopped
  // What a closing sandbox still does is nobody's story.
  printer.mute()
  await sandbox.stop()
  await work
  return code
}

/** Runs every scenario marked `start: true` until nothing is due; 1 when a customer ended `failed`. */
export async function run(config: Config): Promise<number> {
  const { sandbox, printer, stopped } = await open({ ...config, port: 0, inboxPort: 0, smtpPort: 0 })
  printer.say('\nTrace')
  const work = runScenarios(sandbox, printer).then(async () => {
    const { pending } = await sandbox.clock.state()
    if (config.clock === 'manual') for (const { dueAt, label } of pending) printer.stillDue(dueAt, label)
    return printer.failed() ? 1 : 0
  })
  const code = await Promise.race([work, stopped])
  // After a signal the run breaks off where it is; the exit code is decided.
  work.catch(() => {})
  printer.mute()
  await sandbox.stop()
  return code
}

async function open(config: Config) {
  const stopped = signalled()
  const assembled = await assemble({ ...config, listen: true })
  const sandbox = sandboxOf(assembled)
  const printer = createPrinter(sandbox, config.json)
  assembled.onEntry(printer.entry)
  printer.ready()
  return { sandbox, printer, stopped }
}

/** Resolves to the exit code of the first SIGINT or SIGTERM. */
function signalled(): Promise<number> {
  return new Promise(resolve => {
    process.once('SIGINT', () => resolve(130))
    process.once('SIGTERM', () => resolve(143))
  })
}

async function runScenarios(sandbox: Sandbox, printer: ReturnType<typeof createPrinter>): Promise<void> {
  await sandbox.startScenarios()
  await sandbox.settle()
  await printer.mails()
}

function createPrinter(sandbox: Sandbox, json: boolean) {
  let muted = false
  const say = (line: string) => {
    if (!muted) (json ? console.error : console.log)(line)
  }
  const emit = (value: unknown) => {
    if (json && !muted) console.log(JSON.stringify(value))
  }
  let failures = 0
  const nameOf = (customer: string) => {
    const ids = sandbox.bloomreach.customers.get(customer)?.ids ?? {}
    return String(ids.registered ?? Object.values(ids)[0] ?? customer)
  }
  return {
    say,
    mute: () => {
      muted = true
    },
    failed: () => failures > 0,
    ready() {
      const ready = sandbox.ready()
      const { http, inbox, smtp, clock, version } = ready
      emit(ready)
      say(`referral-sandbox ${version}, ${clock.mode} clock at ${clockText(Date.parse(clock.now))}\n`)
      say(`  Console     ${http}/`)
      say(`  Talon.One   ${http}  (https://integration.talon.one in scenarios)`)
      say(`  Bloomreach  ${http}  (https://api.exponea.com)`)
      say(`  Inbox       ${inbox}/`)
      say(`  SMTP        ${smtp}`)
    },
    /** The manual clock moves only when told, and nobody tells it during a run. */
    stillDue(dueAt: string, label: string) {
      say(`\nNot run, due at ${dueAt}: ${label}. Use --clock fast.`)
    },
    environment(values: Record<string, string>) {
      say('\nEnvironment')
      for (const [name, value] of Object.entries(values)) say(`  ${name}=${value}`)
    },
    entry(entry: Entry) {
      if (entry.kind === 'bloomreach.run-ended' && entry.because === 'failed') failures++
      emit({ entry: { ...entry, at: new Date(entry.at).toISOString() } })
      const line = traceLine(entry, nameOf)
      if (line !== undefined) say(`  ${line}`)
    },
    async mails() {
      const mails = await sandbox.inbox.list()
      say(mails.length === 0 ? '\nNo emails were captured.' : '\nEmails')
      for (const mail of mails.reverse().slice(0, 50)) {
        const to = mail.To.map(one => one.Address).join(', ')
        const url = `${sandbox.inbox.url}/view/${mail.ID}`
        emit({ mail: { id: mail.ID, to, subject: mail.Subject, url } })
        say(`  ${to.padEnd(22)} ${mail.Subject.padEnd(24)} ${mail.Snippet.slice(0, 40).padEnd(40)} ${url}`)
      }
      if (mails.length > 50) say(`  and ${mails.length - 50} more: ${sandbox.inbox.url}/`)
    },
  }
}
