// Answers that are the same each time, kept for the newest questions.

const MOST = 1_000

export class Remembered<Question, Answer> {
  readonly #ask: (question: Question) => Answer
  readonly #answers = new Map<Question, Answer>()

  constructor(ask: (question: Question) => Answer) {
    this.#ask = ask
  }

  of(question: Question): Answer {
    const known = this.#answers.get(question)
    if (known !== undefined || this.#answers.has(question)) return known as Answer
    const answer = this.#ask(question)
    if (this.#answers.size === MOST) this.#answers.clear()
    this.#answers.set(question, answer)
    return answer
  }
}
