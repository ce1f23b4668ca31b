// What the court cannot work with: one sentence and the exit code that goes with it (the numbers of sysexits.h).

/** usage 64: wrong arguments; data 65: a file is broken; missing 66: a file is not there; unavailable 69: a tenant is down. */
const CODES = { usage: 64, data: 65, missing: 66, unavailable: 69 } as const

export class InputError extends Error {
  override readonly name = 'InputError'
  readonly exitCode: number

  constructor(kind: keyof typeof CODES, sentence: string, options?: ErrorOptions) {
    super(sentence, options)
    this.exitCode = CODES[kind]
  }
}
