// Misuse of the sandbox: what a person or a test asked for cannot be done. Vendor errors are ApiError, bugs are invariant().

/** Where the mistake was written. */
export interface Place {
  file: string
  line?: number
  column?: number
}

/** One of several things that are wrong with what was handed in. */
export interface ErrorFinding {
  code: string
  /** Into the value. */
  path?: readonly (string | number)[]
  node?: number
  place?: Place
  message: string
  remedy: string
}

interface Details {
  /** "What to do.": the end of the message. */
  remedy?: string | undefined
  place?: Place | undefined
  findings?: readonly ErrorFinding[] | undefined
  /** What would not fit into the sentence. */
  hint?: string | undefined
  cause?: unknown
}

/** What the control API answers, and what its client makes an error of again. */
export interface ErrorBody {
  code: string
  message: string
  hint?: string
  remedy?: string
  place?: Place
  findings?: readonly ErrorFinding[]
}

/** Thrown when the sandbox is asked for something it cannot do: "Cannot X: reason." with its remedy is the message. */
export class SandboxError extends Error {
  override readonly name = 'SandboxError'
  readonly code: string
  /** The message without its remedy. */
  readonly problem: string
  readonly remedy: string | undefined
  readonly place: Place | undefined
  readonly findings: readonly ErrorFinding[] | undefined
  readonly hint: string | undefined

  constructor(code: string, problem: string, { remedy, place, findings, hint, cause }: Details = {}) {
    super(
      remedy === undefined ? problem : `${problem} ${remedy}`,
      cause === undefined ? undefined : { cause },
    )
    this.code = code
    this.problem = problem
    this.remedy = remedy
    this.place = place
    this.findings = findings
    this.hint = hint
  }

  /** The same error at the other end of the wire. */
  static fromBody({ code, message, hint, remedy, ...where }: ErrorBody): SandboxError {
    if (remedy === undefined || !message.endsWith(` ${remedy}`)) {
      return new SandboxError(code, message, { ...where, hint })
    }
    const problem = message.slice(0, -remedy.length - 1)
    return new SandboxError(code, problem, { ...where, remedy, hint: hint === remedy ? undefined : hint })
  }

  /** The control API's error body. Whoever reads only the hint is told what to do as well. */
  toJSON(): { error: ErrorBody } {
    const { code, message, remedy, place, findings, hint = remedy } = this
    return {
      error: {
        code,
        message,
        ...(hint === undefined ? {} : { hint }),
        ...(remedy === undefined ? {} : { remedy }),
        ...(place === undefined ? {} : { place }),
        ...(findings === undefined ? {} : { findings }),
      },
    }
  }
}
