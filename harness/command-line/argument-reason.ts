// What Node says of wrong arguments, without its advice, which speaks of things that no command here has.

/** A value that begins like an option. */
const AMBIGUOUS = /^Option '([^' ]+)(?: [^']*)?' argument is ambiguous/

export function argumentReason(cause: unknown): string {
  const { message } = cause as Error
  const option = AMBIGUOUS.exec(message)?.[1]?.replace(/^-., /, '')
  if (option !== undefined) return `the value of ${option} begins with a dash, which takes ${option}=VALUE`
  return message.split(/\. |\n/)[0]?.replace(/\.$/, '') ?? ''
}
