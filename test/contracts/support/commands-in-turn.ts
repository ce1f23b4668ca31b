// Commands of the contracts in one process, one after the other, as `npm run contracts:…` runs each, and each exit code on a
// line of its own; last what cli.ts makes of the arguments that are left, and its exit code is that of this process.
import { contractsCommand } from '../../../contracts/command.ts'

// The tenant of a test has no limit; the pace has its own test in send.test.ts.
const around = { say: console.log, complain: console.error, pause: async () => {} }
const commands = JSON.parse(process.argv.splice(2, 1)[0] ?? '[]') as string[][]

for (const command of commands) {
  const code = await contractsCommand(command, around)
  console.log(`${command[0]} ends with ${code}`)
}
await import('../../../contracts/cli.ts')
