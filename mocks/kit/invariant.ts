// Bugs: states that cannot happen. They stop everything and are never caught.

export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`Bug in referral-sandbox: ${message}`)
}

export function assertNever(value: never): never {
  throw new Error(`Bug in referral-sandbox: unexpected value ${JSON.stringify(value)}`)
}
