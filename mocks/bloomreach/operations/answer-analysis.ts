// POST /data/v2/projects/{projectToken}/analyses/report, /funnel and /segmentation: the table of an analysis.
// [D] reports-2, retrieve-funnels, segmentations-2: calculated results; here a world gives those of reports and funnels.

import { z } from 'zod'
import { formatCsv } from '../../kit/csv.ts'
import { expectation } from '../../kit/shape/expectation.ts'
import { leavesOf } from '../../kit/shape/leaves.ts'
import { demandPermission } from '../access/permission.ts'
import { type AnalysisTable, tableOf } from '../analyses/analysis-table.ts'
import { invalidField } from '../errors.ts'
import { CsvAnswer } from './answer.ts'
import type { ReadDeps, ReadRequest } from './read-attributes.ts'

type AnalysisKind = keyof typeof TABLES

const optional = <T extends z.ZodType>(schema: T) => schema.nullish()

/** The two that say when and where have no effect: a world gives one result. */
const requestSchema = z.object({
  analysis_id: z.string().min(1),
  format: z.enum(['csv', 'table_json']),
  execution_time: optional(z.union([z.number(), z.string()])),
  timezone: optional(z.string().min(1)),
})

export const answerReport = (house: ReadDeps, request: ReadRequest) =>
  answerAnalysis(house, 'report', request)
export const answerFunnel = (house: ReadDeps, request: ReadRequest) =>
  answerAnalysis(house, 'funnel', request)
export const answerSegmentation = (house: ReadDeps, request: ReadRequest) =>
  answerAnalysis(house, 'segmentation', request)

function answerAnalysis(house: ReadDeps, kind: AnalysisKind, { group, body }: ReadRequest): object {
  demandPermission(group, 'GDPR > Export analyses')
  const parsed = requestSchema.safeParse(body, { error: expectation })
  if (!parsed.success) {
    const [issue] = leavesOf(parsed.error.issues)
    throw invalidField(String(issue?.path.join('.')), String(issue?.message))
  }
  const { analysis_id: id, format } = parsed.data
  const table = TABLES[kind](house, id)
  if (table === undefined) throw invalidField('analysis_id', `expected the id of a ${kind}`)
  const { name = id, header, rows } = table
  return format === 'csv'
    ? new CsvAnswer(formatCsv([header, ...rows], '\r\n'))
    : { header, name, rows, success: true }
}

const TABLES = {
  report({ analyses }: ReadDeps, id: string): AnalysisTable | undefined {
    const { reports } = analyses.project
    return Object.hasOwn(reports, id) ? tableOf(reports[id] ?? null) : undefined
  },

  funnel({ analyses }: ReadDeps, id: string): AnalysisTable | undefined {
    const { funnels } = analyses.project
    return Object.hasOwn(funnels, id) ? funnels[id] : undefined
  },

  /** [C] exponea-python-sdk: how many customers are in each segment. */
  segmentation({ customers, segmentations }: ReadDeps, id: string): AnalysisTable | undefined {
    const segmentation = segmentations.find(id)
    if (segmentation === undefined) return undefined
    const counts = new Map(segmentation.segments.map(({ name }) => [name, 0]))
    for (const customer of customers.all()) {
      const segment = segmentations.segmentOf(customer.id, segmentation.id)
      if (segment) counts.set(segment, (counts.get(segment) ?? 0) + 1)
    }
    return { name: segmentation.name, header: ['segment', '#'], rows: [...counts] }
  },
}
