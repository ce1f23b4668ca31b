// Where the command line speaks and what it is told besides its arguments: the process's own, or a test's.
import { isatty } from 'node:tty'
import { firstEnding } from './processes/ending.ts'

/** What lines are written to. */
export interface Screen {
  write(text: string): unknown
  isTTY?: boolean
  columns?: number
}

export interface Terminal {
  say(text: string): void
  complain(problem: unknown): void
  /** Where there is a person to ask. */
  ask?(question: string): Promise<string>
  env: NodeJS.ProcessEnv
  /** Where `start`, `run` and `exec` tell their story, line by line. */
  out: Screen
  err: Screen
  /** The exit code of what first ends a command from outside, from when it is asked for. */
  ending(): Promise<number>
}

export function ownTerminal(env: NodeJS.ProcessEnv): Terminal {
  const isPerson = isatty(0) && isatty(1)
  return {
    say: console.log,
    complain: console.error,
    env,
    out: process.stdout,
    err: process.stderr,
    ending: firstEnding,
    ...(isPerson && { ask }),
  }
}

async function ask(question: string): Promise<string> {
  const { createInterface } = await import('node:readline/promises')
  const reader = createInterface({ input: process.stdin, output: process.stdout })
  // Whoever reads a line takes Ctrl-C for itself.
  reader.once('SIGINT', () => process.emit('SIGINT'))
  try {
    return await reader.question(question)
  } finally {
    reader.close()
  }
}
