// Misuse of the sandbox: what a person or a test asked for cannot be done. Vendor errors are ApiError, bugs are invariant().

/**
 * Thrown when the sandbox is asked for something it cannot do. The message follows
 * "Cannot X: reason. What to do."; `hint` adds what would not fit into that sentence.
 */
export class SandboxError extends Error {
  override readonly name = 'SandboxError'
  readonly code: string
  readonly hint: string | undefined

  constructor(code: string, message: string, options: { hint?: string | undefined; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.code = code
    this.hint = options.hint
  }

  /** The control API's error body. */
  toJSON(): { error: { code: string; message: string; hint?: string } } {
    const { code, message, hint } = this
    return { error: { code, message, ...(hint === undefined ? {} : { hint }) } }
  }
}
