// A part of a YAML file as a text of its own: its lines, moved to the left, with the comment above them.
import { isMap } from 'yaml'
import { sharesParts } from './shared-parts.ts'

/** Undefined where it is no block of lines, or shares something with the rest of the file. */
export function cutOut(text: string, part: unknown): string | undefined {
  if (!isMap(part) || part.flow === true || !part.range || sharesParts(part)) return undefined
  const [start, valueEnd] = part.range
  const lineStart = text.lastIndexOf('\n', start - 1) + 1
  const lineEnd = text.indexOf('\n', Math.max(start, valueEnd - 1))
  const [first = '', ...lines] = text.slice(start, lineEnd === -1 ? text.length : lineEnd).split('\n')
  const moved = lines.map(line => movedLeft(line, start - lineStart))
  return `${[...commentsAbove(text.slice(0, lineStart)), first, ...moved].join('\n').trimEnd()}\n`
}

function commentsAbove(before: string): string[] {
  const lines = before.split('\n').slice(0, -1)
  const last = lines.findLastIndex(line => !line.trimStart().startsWith('#'))
  return lines.slice(last + 1).map(line => line.trimStart())
}

function movedLeft(line: string, by: number): string {
  const spaces = line.length - line.trimStart().length
  return line.slice(Math.min(by, spaces))
}
