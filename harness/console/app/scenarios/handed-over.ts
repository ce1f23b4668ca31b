// A text that was pasted or dropped on the list of scenarios, on its way to the editor of a new one.
let waiting: string | undefined

export function handOver(text: string): void {
  waiting = text
}

/** Once. */
export function takeOver(): string | undefined {
  const text = waiting
  waiting = undefined
  return text
}
