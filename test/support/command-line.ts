// The command line in this process: what is said where, and the exit code.
import { runCommandLine } from '../../harness/cli.ts'
import type { Terminal } from '../../harness/command-line/terminal.ts'

export interface Ended {
  code: number
  out: string
  err: string
}

export interface GivenTerminal {
  env?: Record<string, string>
  /** What a person at the terminal answers. */
  answer?: string | undefined
}

/** With nothing of the environment but what is given. */
export async function commandLine(args: readonly string[], given: GivenTerminal = {}): Promise<Ended> {
  const { terminal, said } = givenTerminal(given)
  const code = await runCommandLine(args, terminal)
  return { code, ...said() }
}

/** Nobody ends from outside what speaks to it. */
export function givenTerminal({ env = {}, answer }: GivenTerminal = {}) {
  const out: string[] = []
  const err: string[] = []
  const terminal: Terminal = {
    say: text => out.push(`${text}\n`),
    complain: problem => err.push(`${problem}\n`),
    env,
    out: { write: text => out.push(text) },
    err: { write: text => err.push(text) },
    ending: () => new Promise<number>(() => {}),
    ...(answer !== undefined && {
      ask: async question => {
        out.push(`${question}\n`)
        return answer
      },
    }),
  }
  return { terminal, said: () => ({ out: withoutLastBreak(out), err: withoutLastBreak(err) }) }
}

const withoutLastBreak = (texts: readonly string[]): string => texts.join('').replace(/\n$/, '')
