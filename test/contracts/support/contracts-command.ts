// Runs the contracts' command in this process, with the environment given and nothing else of ours.
import { vi } from 'vitest'
import { javascriptClient } from '../../../contracts/clients/javascript.ts'
import { contractsCommand } from '../../../contracts/command.ts'
// Before the time of a test begins: the command itself reads it in when it is wanted.
import '../../../contracts/run.ts'
import { OURS } from './command-environment.ts'

export interface Ran {
  code: number
  stdout: string
  stderr: string
}

export async function runContracts(args: string[], env: Record<string, string> = {}): Promise<Ran> {
  for (const name of Object.keys(process.env)) {
    if (OURS.test(name) && name !== 'TALON_ONE_SPECS') vi.stubEnv(name, undefined)
  }
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value)
  const said: string[] = []
  const complaints: string[] = []
  try {
    const code = await contractsCommand(args, {
      say: text => said.push(`${text}\n`),
      complain: text => complaints.push(`${text}\n`),
      // The tenant of a test has no limit; the pace has its own test in send.test.ts.
      pause: async () => {},
      // That each client lives its life is told in clients.test.ts; here the one that needs no process of its own.
      clients: [javascriptClient],
    })
    return { code, stdout: said.join(''), stderr: complaints.join('') }
  } finally {
    vi.unstubAllEnvs()
  }
}
