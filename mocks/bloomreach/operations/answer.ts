// What an operation answers that is more than a JSON body.
import type { Reason } from '../../kit/reason.ts'

/** A table, as text. */
export class CsvAnswer {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

/** With what the vendor's body cannot say. */
export class RemarkedAnswer {
  readonly body: object
  readonly said: Reason

  constructor(body: object, said: Reason) {
    this.body = body
    this.said = said
  }
}
