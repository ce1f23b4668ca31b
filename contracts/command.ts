// The contracts' command from its arguments to its exit code. Wrong arguments are told before anything else is read in.
import { readArguments } from './arguments.ts'
import { InputError } from './court/input-error.ts'
import type { Surroundings } from './run.ts'

/** An InputError becomes its sentence and its exit code; anything else is a bug and goes on. */
export async function contractsCommand(args: string[], around: Surroundings): Promise<number> {
  try {
    const asked = readArguments(args)
    const { run } = await import('./run.ts')
    return await run(asked, around)
  } catch (error) {
    if (!(error instanceof InputError)) throw error
    around.complain(error.message)
    return error.exitCode
  }
}
