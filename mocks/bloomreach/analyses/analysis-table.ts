// Pure: the table of an analysis, as the Analysis API answers it and as templates look a value up in it.

import { z } from 'zod'
import { expectation } from '../../kit/shape/expectation.ts'

/** [D] reports-2, retrieve-funnels. */
export const analysisTableSchema = z
  .strictObject({
    name: z.string().min(1).optional().describe('As the app shows it; without it, the id.'),
    header: z.array(z.string()).min(1).describe('The names of its columns.'),
    rows: z.array(z.array(z.json())).describe('Its rows, each with a value for each column.'),
  })
  .check(ctx => {
    const { header, rows } = ctx.value
    for (const [index, row] of rows.entries()) {
      if (row.length === header.length) continue
      const message = `expected ${header.length} values, as the header has`
      const remedy = `Write a value for each of ${header.join(', ')}; null where there is none.`
      ctx.issues.push({ code: 'custom', path: ['rows', index], message, input: row, params: { remedy } })
    }
  })

export type AnalysisTable = z.output<typeof analysisTableSchema>

/** A table, or values under the keys of rows and columns. */
export const reportSchema = z.json().check(ctx => {
  if (tableIn(ctx.value) === undefined) return
  for (const { path, message } of analysisTableSchema.safeParse(ctx.value, { error: expectation }).error
    ?.issues ?? []) {
    ctx.issues.push({ code: 'custom', path, message, input: ctx.value })
  }
})

type Report = z.output<typeof reportSchema>

const isRecord = (value: unknown): value is Record<string, Report> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** No row of a report is a list, so a list under `header` is a table's. */
const tableIn = (report: Report): AnalysisTable | undefined =>
  isRecord(report) && Array.isArray(report.header) && Array.isArray(report.rows)
    ? (report as unknown as AnalysisTable)
    : undefined

/** Guess: the names of the columns that a report by keys does not name. */
const [ROW, VALUE] = ['row', 'value']

export function tableOf(report: Report): AnalysisTable {
  const table = tableIn(report)
  if (table !== undefined) return table
  const rows = isRecord(report) ? Object.entries(report) : []
  const columns = [...new Set(rows.flatMap(([, row]) => (isRecord(row) ? Object.keys(row) : [VALUE])))]
  const cell = (row: Report, column: string): Report => {
    if (!isRecord(row)) return column === VALUE ? row : null
    return Object.hasOwn(row, column) ? (row[column] ?? null) : null
  }
  return {
    header: [ROW, ...columns],
    rows: rows.map(([key, row]) => [key, ...columns.map(column => cell(row, column))]),
  }
}

/** By the first value of a row, then by the name of a column. */
export function keyedOf(report: Report): unknown {
  const table = tableIn(report)
  if (table === undefined) return report
  const { header, rows } = table
  return Object.fromEntries(
    rows.map(([key, ...values]) => [
      String(key),
      Object.fromEntries(values.map((value, index) => [header[index + 1] ?? '', value])),
    ]),
  )
}
