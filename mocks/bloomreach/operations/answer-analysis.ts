// POST /data/v2/projects/{projectToken}/analyses/report, /funnel and /segmentation: the table of an analysis.
// [D] reports-2, retrieve-funnels, segmentations-2: calculated results; here a world gives those of reports and funnels.
import { z } from 'zod'
import { demandPermission } from '../access/permission.ts'
import { type AnalysisTable, tableOf } from '../analyses/analysis-table.ts'
import { invalidField } from '../errors.ts'
import { csvText } from './csv-text.ts'
import type { ReadDeps, ReadRequest } from './read-attributes.ts'

export type AnalysisKind = keyof typeof TABLES

export type AnalysisAnswer =
  | { format: 'table_json'; answer: { header: string[]; name: string; rows: unknown[][]; success: true } }
  | { format: 'csv'; text: string }

const optional = <T extends z.ZodType>(schema: T) => schema.nullish()

/** The two that say when and where have no effect: a world gives one result. */
const requestSchema = z.object({
  analysis_id: z.string().min(1),
  format: z.enum(['csv', 'table_json']),
  execution_time: optional(z.union([z.number(), z.string()])),
  timezone: optional(z.string().min(1)),
})

export function answerAnalysis(
  house: ReadDeps,
  kind: AnalysisKind,
  { group, body }: ReadRequest,
): AnalysisAnswer {
  demandPermission(group, 'GDPR > Export analyses')
  const parsed = requestSchema.safeParse(body)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw invalidField(`${issue?.path.join('.')}: ${issue?.message}`)
  }
  const { analysis_id: id, format } = parsed.data
  const table = TABLES[kind](house, id)
  if (table === undefined) throw invalidField(`analysis_id: expected the id of a ${kind}`)
  const { name = id, header, rows } = table
  if (format === 'csv') return { format, text: csvText([header, ...rows]) }
  return { format, answer: { header, name, rows, success: true } }
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
