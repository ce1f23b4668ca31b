// Thrown where only the behaviour finds out that a part of an operation is not emulated: the house answers 501 by its name.

export class NotEmulated extends Error {
  override readonly name = 'NotEmulated'
  readonly what: string

  constructor(what: string) {
    super(`${what} is not emulated`)
    this.what = what
  }
}
