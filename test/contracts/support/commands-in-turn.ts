// Several of the contracts' commands in one process, one after the other, as `npm run contracts:…` runs each; ends with 1
// when one of them does not end with 0.
import { contractsCommand } from '../../../contracts/command.ts'

// The tenant of a test has no limit; the pace has its own test in send.test.ts.
const around = { say: console.log, complain: console.error, pause: async () => {} }
const commands = JSON.parse(process.argv[2] ?? '[]') as string[][]

for (const command of commands) {
  if ((await contractsCommand(command, around)) !== 0) process.exitCode = 1
}
