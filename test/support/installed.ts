// The packed package as it is installed, and what a stranger runs beside it.
import { type ExecFileOptions, execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { bringPackages } from './packed.ts'
import { shared } from './shared.ts'

/** A folder whose node_modules has the package. */
export const home = await shared('package')
export const installed = join(home, 'node_modules/referral-sandbox')
export const bin = join(installed, 'bin/referral-sandbox.js')

/** What one process has compiled the next one finds; it goes with the folder. */
export const ownEnvironment = { ...process.env, NODE_COMPILE_CACHE: join(home, 'compiled') }

const execute = promisify(execFile)

export const run = (command: string, args: readonly string[], options: ExecFileOptions = {}) =>
  execute(command, args, { cwd: home, env: ownEnvironment, ...options, encoding: 'utf8' })

/** More packages for those who install them beside it. */
export const bring = (...names: string[]): Promise<void> => bringPackages(home, names)
