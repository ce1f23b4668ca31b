// The Markdown of a page: what it is, a snippet to copy, its fields, and what is said of mistakes.
import type { FieldRow } from './fields.ts'
import type { Said } from './said.ts'

export interface Page {
  title: string
  about: string
  /** In the vendor's UI. */
  called: string
  /** A whole file. */
  snippet: string
  /** Where the fields stand. */
  place: string
  fields: readonly FieldRow[]
  said: readonly Said[]
}

export const pageText = ({ title, about, called, snippet, place, fields, said }: Page): string =>
  textOf([
    `# ${title}`,
    about,
    `In the vendor's UI: ${called}.`,
    `\`\`\`yaml\n${snippet.trimEnd()}\n\`\`\``,
    '## Fields',
    place,
    fieldTable(fields),
    '## What is said of mistakes',
    tableOf(
      ['in place of', 'written', '`check` says'],
      said.map(({ right, wrong, finding }) => [inCode(right), inCode(wrong), finding]),
    ),
  ])

export const textOf = (parts: readonly string[]): string => `${parts.join('\n\n')}\n`

export const fieldTable = (fields: readonly FieldRow[], head = 'field'): string =>
  tableOf(
    [head, 'type', 'default', 'what it is'],
    fields.map(({ name, type, fallback, description }) => [`\`${name}\``, type, fallback, description]),
  )

export const tableOf = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map(cells => `| ${cells.map(inCell).join(' | ')} |`).join('\n')

const inCell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ')

const inCode = (text: string): string => (text.trim() === '' ? 'nothing' : `\`${text.trim()}\``)
