// The arguments of the contracts' command.
import { parseArgs } from 'node:util'
import { InputError } from './court/input-error.ts'

export type Arguments = ReturnType<typeof readArguments>

export function readArguments(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        help: { type: 'boolean', short: 'h', default: false },
        only: { type: 'string' },
        pacts: { type: 'string' },
        update: { type: 'boolean', default: false },
        'own-words': { type: 'boolean', default: false },
        junit: { type: 'string' },
        json: { type: 'boolean', default: false },
        yes: { type: 'boolean', default: false },
        replay: { type: 'boolean', default: false },
      },
    })
  } catch (cause) {
    throw new InputError('usage', `Cannot read the arguments: ${(cause as Error).message} See --help.`, {
      cause,
    })
  }
}
