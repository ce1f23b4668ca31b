// An explanation as text.
import type { Explanation, Line, Value } from './explanation.ts'

const at = ({ at: instant, text }: Line): string =>
  `${instant.replace('T', ' ').replace('.000Z', '')}  ${text}`

export function explanationText(explanation: Explanation): string {
  const { says, reason, steps, nearest, reads, values, causes, effects } = explanation
  const parts = [
    [says, ...(reason === undefined ? [] : [`Reason: ${reason}`])],
    steps.map(({ ok, looked, found }) => `  ${ok ? '✓' : '✗'} ${looked}: ${found}`),
    nearest === undefined ? [] : [`  nearest: ${nearest}`],
    reads.map(({ what, value, writtenBy }) => `  read: ${what} ${String(value)}${by(writtenBy)}`),
    values.flatMap(valueText),
    titled('Led to it', causes),
    titled('Came of it', effects),
  ]
  return parts.flat().join('\n')
}

/** What the mail itself says stands alone; the texts that it calls say so. */
function valueText({ expression, in: label, value, from, writtenBy, via, also }: Value): string[] {
  const written = expression.startsWith('[[') ? expression : `{{ ${expression} }}`
  const where = OWN.has(label) ? '' : ` in ${label}`
  const shown = value === undefined ? '' : ` = ${JSON.stringify(value)}`
  return [
    `  ${written}${where}${shown}: ${from}${by(writtenBy)}`,
    ...(via === undefined ? [] : [`    by way of: ${via.join(', ')}`]),
    ...(also ?? []).map(one => `    and ${one.from}${by(one.writtenBy)}`),
  ]
}

const OWN: ReadonlySet<string> = new Set(['subject', 'preheader', 'html', 'text'])

const by = (line: Line | undefined): string =>
  line === undefined ? ', as the world has it' : `, written at ${at(line)}`

const titled = (title: string, lines: readonly Line[]): string[] =>
  lines.length === 0 ? [] : ['', title, ...lines.map(line => `  ${at(line)}`)]
