// Reads a command's arguments; of wrong ones what Node says, without its advice, which speaks of things that no command here has.
import { type ParseArgsConfig, parseArgs } from 'node:util'

/** `refusal` makes the command's own sentence of the reason. */
export function parsedArguments<const O extends NonNullable<ParseArgsConfig['options']>>(
  args: readonly string[],
  options: O,
  refusal: (reason: string, options: ErrorOptions) => Error,
) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true })
  } catch (cause) {
    throw refusal(argumentReason(cause), { cause })
  }
}

/** A value that begins like an option. */
const AMBIGUOUS = /^Option '([^' ]+)(?: [^']*)?' argument is ambiguous/

export function argumentReason(cause: unknown): string {
  const { message } = cause as Error
  const option = AMBIGUOUS.exec(message)?.[1]?.replace(/^-., /, '')
  if (option !== undefined) return `the value of ${option} begins with a dash, which takes ${option}=VALUE`
  return message.split(/\. |\n/)[0]?.replace(/\.$/, '') ?? ''
}
