// What an operation answers that is more than a JSON body.

/** A table, as text. */
export class CsvAnswer {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

/** With what the vendor's body cannot say. */
export class HintedAnswer {
  readonly body: object
  readonly hint: string

  constructor(body: object, hint: string) {
    this.body = body
    this.hint = hint
  }
}
