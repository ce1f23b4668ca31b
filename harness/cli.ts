// The command line: reads the arguments, calls the sandbox, prints. The only place that ends the process.
import { SandboxError } from '../mocks/kit/sandbox-error.ts'
import { OPTIONS, readConfig } from './config.ts'
import { version } from './version.ts'

const COMMANDS: Record<string, string> = {
  start: 'start and stay up (default)',
  run: 'start on free ports, run the scenarios marked start: true to their end, print the trace, stop',
  exec: 'start on free ports, run CMD (after --) with the sandbox in its environment, exit with its code',
  check: 'validate world and scenario FILEs without running them',
}

export async function main(argv: readonly string[]): Promise<void> {
  const [first] = argv
  const command = first !== undefined && !first.startsWith('-') ? first : 'start'
  const rest = command === first ? argv.slice(1) : argv
  try {
    if (argv.includes('--help') && command !== 'exec') return help()
    if (argv.includes('--version') && command !== 'exec') return console.log(version)
    process.exitCode = await runCommand(command, rest)
  } catch (error) {
    process.exitCode = fail(error)
  }
}

async function runCommand(command: string, rest: readonly string[]): Promise<number> {
  if (command === 'check') return (await import('./command-line/check-command.ts')).checkFiles(rest)
  if (command === 'exec') {
    const split = rest.indexOf('--')
    const config = readConfig(split === -1 ? rest : rest.slice(0, split))
    return (await import('./command-line/exec-command.ts')).execCommand(
      config,
      split === -1 ? [] : rest.slice(split + 1),
    )
  }
  if (command === 'start' || command === 'run') {
    const { start, run } = await import('./command-line/run-command.ts')
    return command === 'start' ? start(readConfig(rest)) : run(readConfig(rest))
  }
  const { nearestName } = await import('../mocks/kit/nearest-name.ts')
  const near = nearestName(command, Object.keys(COMMANDS))
  throw new SandboxError('unknown-command', `Cannot run "${command}": there is no such command.`, {
    remedy:
      near === undefined ? `Use one of: ${Object.keys(COMMANDS).join(', ')}.` : `Did you mean "${near}"?`,
  })
}

/** A person's mistake is one sentence; a bug shows its stack. */
function fail(error: unknown): number {
  if (error instanceof SandboxError) {
    console.error(error.message)
    if (error.hint !== undefined) console.error(error.hint)
  } else {
    console.error(error)
  }
  return 1
}

function help(): void {
  const line = (name: string, does: string) => `  ${name.padEnd(26)} ${does}`
  console.log(
    [
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
    ].join('\n'),
  )
}
