// `start` and `run`: a sandbox on its ports, its scenarios run to their end, a signal awaited.
import type { Config } from '../../config.ts'
import { type Sandbox, sandboxOf } from '../../index.ts'
import { Outcomes } from '../../report/outcomes.ts'
import { casesOf, demandReports, writeReports } from '../../report/write-reports.ts'
import { runToEnd } from '../../run-to-end.ts'
import { assemble } from '../../sandbox.ts'
import { toldExchange } from '../../traffic/told-exchange.ts'
import { letNurseryFill } from '../../world/memory.ts'
import { customerName } from '../output/customer-name.ts'
import { Printer } from '../output/printer.ts'
import { warnOfOpenDoors, warnOfProduction } from '../output/warning.ts'
import { soon } from '../processes/ending.ts'
import type { Terminal } from '../terminal.ts'
import { checkBeforeStart } from './check-before-start.ts'
import { watchWorld } from './watch.ts'

/** Starts and stays up until a signal; answers the exit code. */
export async function start(config: Config, terminal: Terminal): Promise<number> {
  warnOfProduction(terminal)
  const { assembled, sandbox, printer, stopped, read } = await open(config, terminal)
  printer.environment(sandbox.environment())
  printer.say('\nTrace')
  const work = runScenarios(sandbox, printer)
    .catch((error: unknown) => printer.complain(error instanceof Error ? error.message : String(error)))
    // What a start leaves behind is no reason to take more memory.
    .finally(letNurseryFill)
  const running = { assembled, sandbox, printer, terminal }
  const watch = config.watch ? watchWorld(read, config, running) : undefined
  const code = await stopped
  watch?.close()
  printer.mute()
  await soon(Promise.all([sandbox.stop(), work]))
  return code
}

/**
 * Runs every scenario marked `start: true` until nothing is due, or up to `--until`. 1 when a customer ended `failed`, when
 * nothing was started, and when somebody still waits.
 */
export async function run(config: Config, terminal: Terminal): Promise<number> {
  const wanted = { ...config, step: terminal.env.GITHUB_STEP_SUMMARY }
  await demandReports(wanted)
  const clock = config.until === undefined ? config.clock : 'manual'
  const outcomes = new Outcomes()
  const free = { ...config, clock, port: 0, inboxPort: 0, smtpPort: 0 }
  const { assembled, sandbox, printer, stopped, toStart } = await open(free, terminal)
  const virtualNow = () => Date.parse(sandbox.ready().clock.now)
  const beganAt = virtualNow()
  assembled.onEntry(entry => outcomes.take(entry))
  const report = (summary: string, problem?: string) => {
    const { journal } = assembled.live().world
    const cases = casesOf(outcomes, {
      journal,
      nameOf: customer => customerName(sandbox, customer),
      tellExchange: toldExchange(assembled.live(), { body: 2_000, headers: 'all' }),
    })
    return writeReports(wanted, { cases, summary, problem })
  }
  printer.say('\nTrace')
  printer.watchProgress()
  const work = runScenarios(sandbox, printer, config.until).then(async () => {
    const { now, pending } = await sandbox.clock.state()
    const waiting = await countWaiting(sandbox)
    if (clock === 'manual' && waiting > 0)
      for (const { dueAt, label } of pending) printer.stillDue(dueAt, label)
    const summary = printer.summary({ waiting, virtualMs: Date.parse(now) - beganAt })
    const isIdle = toStart() === 0
    if (isIdle) printer.complain(NOTHING_STARTED)
    await report(summary, isIdle ? NOTHING_STARTED : undefined)
    return printer.hasFailures || waiting > 0 || isIdle ? 1 : 0
  })
  try {
    return await Promise.race([
      work,
      stopped.then(async code => {
        await report(printer.interrupted(virtualNow() - beganAt), 'Stopped by a signal.')
        return code
      }),
    ])
  } finally {
    // After a signal the run breaks off where it is; the exit code is decided.
    work.catch(() => {})
    printer.mute()
    await soon(sandbox.stop())
  }
}

async function open(config: Config, terminal: Terminal) {
  const { read, findings } = await checkBeforeStart(config, terminal)
  const assembled = await assemble({ ...config, listen: true }, read)
  // Not before: a signal while a world is read ends the process by itself, also one that a module holds up.
  const stopped = terminal.ending()
  const sandbox = sandboxOf(assembled)
  const printer = new Printer(sandbox, config, terminal)
  assembled.onEntry(entry => printer.entry(entry))
  printer.ready(findings)
  warnOfOpenDoors(config, terminal)
  return { assembled, read, sandbox, printer, stopped, toStart: () => assembled.toStart().length }
}

/** Customers whose way through a scenario has not come to its end. */
async function countWaiting(sandbox: Sandbox): Promise<number> {
  const { scenarios } = await sandbox.scenarios.list()
  const evaluations = await Promise.all(scenarios.map(({ id }) => sandbox.scenarios.evaluation(id)))
  return evaluations.flatMap(({ nodes }) => nodes).reduce((sum, { waiting }) => sum + waiting, 0)
}

const NOTHING_STARTED =
  'Nothing was started: no scenario of the world is marked "start: true". Mark one, or use "start" and its control API.'

async function runScenarios(sandbox: Sandbox, printer: Printer, until?: string): Promise<void> {
  await runToEnd(sandbox, until)
  await printer.mails()
}
