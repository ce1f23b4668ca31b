// A report of coverage for people: a table of the scenarios, and below it what no run has come to.
import { relative } from 'node:path'
import { KINDS } from './items.ts'
import { type Counted, type CoverageReport, percentOf, type ScenarioCoverage } from './report.ts'

const cell = (counted: Counted): string => (counted.all === 0 ? '-' : `${counted.covered}/${counted.all}`)

export function coverageText({ scenarios, total }: CoverageReport): string {
  const head = ['scenario', ...KINDS.map(kind => `${kind}s`.replace('branchs', 'branches')), 'all']
  const rows = scenarios.map(({ name, of, total: all }) => [
    name,
    ...KINDS.map(kind => cell(of[kind])),
    `${percentOf(all).toFixed(1)} %`,
  ])
  const widths = head.map((_, at) => Math.max(...[head, ...rows].map(row => (row[at] ?? '').length)))
  const line = (row: readonly string[]) =>
    row
      .map((text, at) => text.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd()
  const table = [head, ...rows].map(line)
  const missing = scenarios.flatMap(missingText)
  return [
    ...table,
    '',
    ...missing,
    ...(missing.length > 0 ? [''] : []),
    `${cell(total)} exercised, ${percentOf(total).toFixed(1)} %`,
  ].join('\n')
}

function missingText({ name, file, missing }: ScenarioCoverage): string[] {
  if (missing.length === 0) return []
  const where = file === undefined ? '' : relative('.', file)
  return [
    `never in ${name}:`,
    ...missing.map(({ says, line }) => `  ${says}${line === undefined ? '' : ` (${where}:${line})`}`),
  ]
}
