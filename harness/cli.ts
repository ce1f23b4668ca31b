// The command line: reads the arguments, calls the sandbox, prints. The only place that ends the process.
import { SandboxError } from '../mocks/kit/sandbox-error.ts'
import { watchForEnd } from './command-line/ending.ts'
import { written } from './command-line/output.ts'
import { ownTerminal, type Terminal } from './command-line/terminal.ts'
import { OPTIONS, ownEnvironment, readConfig } from './config.ts'
import { version } from './version.ts'

const COMMANDS: Record<string, string> = {
  start: 'start and stay up (default)',
  run: 'start on free ports, run the scenarios marked start: true to their end, print the trace, stop',
  exec: 'start on free ports, run CMD (after --) with the sandbox in its environment, exit with its code',
  init: 'a world, a scenario, a test, npm scripts and a workflow in DIR, ready to run; never overwrites',
  check: 'validate world and scenario FILEs without running them',
  diff: 'who gets something else, when and why: two versions A and B of a scenario or a world, the same people',
  doctor: 'what this machine has and lacks for a start: Node, ports, Mailpit, browser, keys of production',
  import:
    'FILEs of the vendors (scenario, customers, vouchers, codes, campaigns) become a world and a report',
  export:
    'a scenario as the vendor’s editor pastes it: what was imported and not changed goes back identical',
  supports: 'is what an integration calls emulated? FILE is a Postman collection, an OpenAPI file or a HAR',
}

/** `parent`: who started this process, asked for before anything was loaded. */
export async function main(argv: readonly string[], parent: number): Promise<void> {
  const terminal = ownTerminal(ownEnvironment())
  watchForEnd(parent, code => process.exit(code))
  const code = await runCommandLine(argv, terminal)
  await written()
  // What a world's module has left behind, a timer or a handle, keeps nothing up.
  process.exit(code)
}

/** Answers the exit code; `start`, `run` and `exec` speak to the process's own terminal whatever they are handed. */
export async function runCommandLine(argv: readonly string[], terminal: Terminal): Promise<number> {
  const [first] = argv
  const command = first !== undefined && !first.startsWith('-') ? first : 'start'
  const rest = command === first ? argv.slice(1) : argv
  try {
    const asked = command === 'exec' ? [] : argv
    if (asked.includes('--help')) terminal.say(helpText())
    else if (asked.includes('--version')) terminal.say(version)
    else return await runCommand(command, rest, terminal)
    return 0
  } catch (error) {
    return fail(error, terminal)
  }
}

async function runCommand(command: string, rest: readonly string[], terminal: Terminal): Promise<number> {
  const { env } = terminal
  if (command === 'check') {
    return (await import('./command-line/check-command.ts')).checkFiles(rest, terminal)
  }
  if (command === 'init') {
    return (await import('./command-line/init-command.ts')).init(rest, terminal)
  }
  if (command === 'import') {
    return (await import('./command-line/import-command.ts')).importCommand(rest, terminal)
  }
  if (command === 'export') {
    return (await import('./command-line/export-command.ts')).exportCommand(rest, terminal)
  }
  if (command === 'supports') {
    return (await import('./command-line/supports-command.ts')).supports(rest, terminal)
  }
  if (command === 'diff') {
    return (await import('./command-line/diff-command.ts')).diff(rest, terminal)
  }
  if (command === 'doctor') {
    return (await import('./command-line/doctor-command.ts')).doctor(rest, terminal)
  }
  if (command === 'exec') {
    const split = rest.indexOf('--')
    const config = readConfig(split === -1 ? rest : rest.slice(0, split), env)
    return (await import('./command-line/exec-command.ts')).execCommand(
      config,
      split === -1 ? [] : rest.slice(split + 1),
    )
  }
  if (command === 'start' || command === 'run') {
    const { start, run } = await import('./command-line/run-command.ts')
    return (command === 'start' ? start : run)(readConfig(rest, env))
  }
  const { nearestName } = await import('../mocks/kit/nearest-name.ts')
  const near = nearestName(command, Object.keys(COMMANDS))
  throw new SandboxError('unknown-command', `Cannot run "${command}": there is no such command.`, {
    remedy:
      near === undefined ? `Use one of: ${Object.keys(COMMANDS).join(', ')}.` : `Did you mean "${near}"?`,
  })
}

/** A person's mistake is one sentence; a bug shows its stack. */
function fail(error: unknown, { complain }: Terminal): number {
  if (error instanceof SandboxError) {
    complain(error.message)
    if (error.hint !== undefined) complain(error.hint)
  } else {
    complain(error)
  }
  return 1
}

function helpText(): string {
  const line = (name: string, does: string) => `  ${name.padEnd(26)} ${does}`
  return [
    `referral-sandbox ${version}: Talon.One referrals and Bloomreach scenarios on your machine`,
    '',
    'Usage: referral-sandbox [command] [options]',
    '',
    ...Object.entries(COMMANDS).map(([name, does]) => line(name, does)),
    '',
    ...Object.entries(OPTIONS).map(([flag, option]) =>
      line(`--${flag}${'value' in option ? ` ${option.value}` : ''}`, option.does),
    ),
    '',
    'Every option is also read from the environment as SANDBOX_<NAME>.',
  ].join('\n')
}
