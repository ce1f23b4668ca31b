// The command line: reads the arguments, calls the sandbox, prints. The only place that ends the process.
import { SandboxError } from '../mocks/kit/sandbox-error.ts'
import { written } from './command-line/output/stdout.ts'
import { watchForEnd } from './command-line/processes/ending.ts'
import { ownTerminal, type Terminal } from './command-line/terminal.ts'
import { ownEnvironment, readConfig } from './config.ts'
import { version } from './version.ts'
import { keepNurserySmall } from './world/memory.ts'

/** `parent`: who started this process, asked for before anything was loaded. */
export async function main(argv: readonly string[], parent: number): Promise<void> {
  const terminal = ownTerminal(ownEnvironment())
  watchForEnd(parent, code => process.exit(code))
  if (argv[0] === 'run') keepNurserySmall()
  const code = await runCommandLine(argv, terminal)
  await written()
  // What a world's module has left behind, a timer or a handle, keeps nothing up.
  process.exit(code)
}

/** Answers the exit code. What `exec` runs speaks to the process's own terminal, whatever is handed in. */
export async function runCommandLine(argv: readonly string[], terminal: Terminal): Promise<number> {
  const [first] = argv
  const command = first !== undefined && !first.startsWith('-') ? first : 'start'
  const rest = command === first ? argv.slice(1) : argv
  const end = rest.indexOf('--')
  const own = end === -1 ? rest : rest.slice(0, end)
  try {
    demandFolder()
    if (own.includes('--help') || own.includes('-h'))
      return await help(first === command ? [command] : [], terminal)
    if (own.includes('--version')) terminal.say(version)
    else return await runCommand(command, rest, terminal)
    return 0
  } catch (error) {
    return fail(error, terminal)
  }
}

/** Every path is meant from there. */
function demandFolder(): void {
  try {
    process.cwd()
  } catch (cause) {
    throw new SandboxError('unreadable-file', 'Cannot start: the folder that this was called in is gone.', {
      remedy: 'Change into one that is there, and call it again.',
      cause,
    })
  }
}

/** Read in when somebody asks: a start needs none of it. */
async function help([command]: readonly string[], { say }: Terminal): Promise<number> {
  const [{ helpText }, { COMMANDS }] = await Promise.all([
    import('./command-line/help.ts'),
    import('./command-line/usage.ts'),
  ])
  if (command !== undefined && !Object.hasOwn(COMMANDS, command)) throw await unknownCommand(command)
  say(helpText(command))
  return 0
}

async function unknownCommand(command: string): Promise<SandboxError> {
  const [{ nearestName }, { COMMANDS }] = await Promise.all([
    import('../mocks/kit/nearest-name.ts'),
    import('./command-line/usage.ts'),
  ])
  const near = nearestName(command, Object.keys(COMMANDS))
  return new SandboxError('unknown-command', `Cannot run "${command}": there is no such command.`, {
    remedy:
      near === undefined ? `Use one of: ${Object.keys(COMMANDS).join(', ')}.` : `Did you mean "${near}"?`,
  })
}

async function runCommand(command: string, rest: readonly string[], terminal: Terminal): Promise<number> {
  const { env } = terminal
  if (command === 'check') {
    return (await import('./command-line/commands/check.ts')).checkFiles(rest, terminal)
  }
  if (command === 'init') {
    return (await import('./command-line/commands/init.ts')).init(rest, terminal)
  }
  if (command === 'import') {
    return (await import('./command-line/commands/import.ts')).importCommand(rest, terminal)
  }
  if (command === 'export') {
    return (await import('./command-line/commands/export.ts')).exportCommand(rest, terminal)
  }
  if (command === 'supports') {
    return (await import('./command-line/commands/supports.ts')).supports(rest, terminal)
  }
  if (command === 'diff') {
    return (await import('./command-line/commands/diff.ts')).diff(rest, terminal)
  }
  if (command === 'explain') {
    return (await import('./command-line/commands/explain.ts')).explain(rest, terminal)
  }
  if (command === 'search') {
    return (await import('./command-line/commands/search.ts')).search(rest, terminal)
  }
  if (command === 'pull') {
    return (await import('./command-line/commands/pull.ts')).pull(rest, terminal)
  }
  if (command === 'mcp') {
    return (await import('./command-line/commands/mcp.ts')).mcp(readConfig(rest, env), terminal)
  }
  if (command === 'coverage') {
    return (await import('./command-line/commands/coverage.ts')).coverage(rest, terminal)
  }
  if (command === 'help') return help(rest, terminal)
  if (command === 'completion') {
    return (await import('./command-line/completion.ts')).completion(rest, terminal)
  }
  if (command === 'doctor') {
    return (await import('./command-line/commands/doctor.ts')).doctor(rest, terminal)
  }
  if (command === 'exec') {
    const split = rest.indexOf('--')
    const config = readConfig(split === -1 ? rest : rest.slice(0, split), env)
    return (await import('./command-line/commands/exec.ts')).execCommand(
      config,
      split === -1 ? [] : rest.slice(split + 1),
      terminal,
    )
  }
  if (command === 'start' || command === 'run') {
    const { start, run } = await import('./command-line/commands/run.ts')
    return (command === 'start' ? start : run)(readConfig(rest, env), terminal)
  }
  throw await unknownCommand(command)
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
