// What Node says of wrong arguments, without its advice, which speaks of things that no command here has.
export const argumentReason = (cause: unknown): string =>
  (cause as Error).message.split(/\. |\n/)[0]?.replace(/\.$/, '') ?? ''
