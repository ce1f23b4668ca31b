// The contracts' command line: `npm run contracts`, `contracts:live`, `contracts:record`.
import { contractsCommand } from './command.ts'

process.exitCode = await contractsCommand(process.argv.slice(2), {
  say: console.log,
  complain: console.error,
})
