// `start` and `run`: a sandbox on its ports, its scenarios run to their end, a signal awaited.
import type { Config } from '../config.ts'
import { type Sandbox, sandboxOf } from '../index.ts'
import { assemble } from '../sandbox.ts'
import { checkBeforeStart } from './check-before-start.ts'
import { environmentOf } from './environment.ts'
import { Printer } from './printer.ts'
import { warnOfOpenDoors } from './warning.ts'

/** Starts and stays up until a signal; answers the exit code. */
export async function start(config: Config): Promise<number> {
  const { sandbox, printer, stopped } = await open(config)
  printer.environment(environmentOf(sandbox))
  printer.say('\nTrace')
  const work = runScenarios(sandbox, printer).catch((error: unknown) => {
    printer.complain(error instanceof Error ? error.message : String(error))
  })
  const code = await stopped
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
    return printer.hasFailures ? 1 : 0
  })
  try {
    return await Promise.race([work, stopped])
  } finally {
    // After a signal the run breaks off where it is; the exit code is decided.
    work.catch(() => {})
    printer.mute()
    await sandbox.stop()
  }
}

async function open(config: Config) {
  const stopped = signalled()
  const findings = await checkBeforeStart(config)
  const assembled = await assemble({ ...config, listen: true })
  const sandbox = sandboxOf(assembled)
  const printer = new Printer(sandbox, config)
  assembled.onEntry(entry => printer.entry(entry))
  printer.ready(findings)
  warnOfOpenDoors(config)
  return { sandbox, printer, stopped }
}

/** Resolves to the exit code of the first SIGINT or SIGTERM. */
function signalled(): Promise<number> {
  return new Promise(resolve => {
    process.once('SIGINT', () => resolve(130))
    process.once('SIGTERM', () => resolve(143))
  })
}

async function runScenarios(sandbox: Sandbox, printer: Printer): Promise<void> {
  await sandbox.startScenarios()
  await sandbox.settle()
  await printer.mails()
}
