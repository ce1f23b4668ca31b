// A paragraph under a line: broken at blanks where the width ends, each line as far in as the first.

/** Narrower than this a paragraph is a column of words, and is left to the terminal. */
const NARROWEST = 20

export function wrapped(text: string, indent: number, width = Number.POSITIVE_INFINITY): string[] {
  const room = width - indent < NARROWEST ? Number.POSITIVE_INFINITY : width - indent
  const lines: string[] = []
  for (const word of text.split(/\s+/)) {
    const line = lines.at(-1)
    if (line !== undefined && line.length + 1 + word.length <= room)
      lines[lines.length - 1] = `${line} ${word}`
    else lines.push(word)
  }
  return lines.map(line => ' '.repeat(indent) + line)
}
