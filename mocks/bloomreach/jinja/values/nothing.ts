// A missing value becomes text as nothing. Who prints asks whether that has happened since it began.
import type { Undefined } from './objects.ts'

let lost: Undefined | undefined

/** The text of a missing value. */
export function nothingFor(value: Undefined): '' {
  lost = value
  return ''
}

export function forgetNothing(): void {
  lost = undefined
}

/** The missing value that last became text, and is told of once. */
export function takeNothing(): Undefined | undefined {
  const value = lost
  lost = undefined
  return value
}
