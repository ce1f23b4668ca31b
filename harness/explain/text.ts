// An explanation as text.
import type { Explanation, Line } from './explanation.ts'

const at = ({ at: instant, text }: Line): string =>
  `${instant.replace('T', ' ').replace('.000Z', '')}  ${text}`

export function explanationText(explanation: Explanation): string {
  const { says, reason, steps, nearest, reads, values, causes, effects } = explanation
  const parts = [
    [says, ...(reason === undefined ? [] : [`Reason: ${reason}`])],
    steps.map(({ ok, looked, found }) => `  ${ok ? '✓' : '✗'} ${looked}: ${found}`),
    nearest === undefined ? [] : [`  nearest: ${nearest}`],
    reads.map(({ what, value, writtenBy }) => `  read: ${what} ${String(value)}${by(writtenBy)}`),
    values.map(
      ({ expression, value, from, writtenBy }) =>
        `  {{ ${expression} }}${value === undefined ? '' : ` = ${JSON.stringify(value)}`}: ${from}${by(writtenBy)}`,
    ),
    titled('Led to it', causes),
    titled('Came of it', effects),
  ]
  return parts.flat().join('\n')
}

const by = (line: Line | undefined): string =>
  line === undefined ? ', as the world has it' : `, written at ${at(line)}`

const titled = (title: string, lines: readonly Line[]): string[] =>
  lines.length === 0 ? [] : ['', title, ...lines.map(line => `  ${at(line)}`)]
