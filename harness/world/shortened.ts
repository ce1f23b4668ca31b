// A sentence that a person reads stays one, whatever was written into a file.

const MOST_CHARACTERS = 320

/** The text, or its beginning and its end. */
export function shortened(text: string): string {
  if (text.length <= MOST_CHARACTERS) return text
  return `${text.slice(0, MOST_CHARACTERS - 100)} … ${text.slice(-80)}`
}
