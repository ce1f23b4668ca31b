// POST /data/v2/projects/{projectToken}/analyses/segmentation: how many customers are in each segment.
import { demandPermission } from '../auth.ts'
import { invalidField } from '../errors.ts'
import type { ReadDeps, ReadRequest } from './read-attributes.ts'

/** [C] exponea-python-sdk: `{"analysis_id", "format": "table_json"}`, answered with name, header and rows. */
export function analyseSegmentation(house: ReadDeps, { group, body }: ReadRequest) {
  demandPermission(group, 'Segmentations > Get')
  const { analysis_id: id, format = 'table_json' } = body
  if (format !== 'table_json') throw invalidField('format: expected "table_json"')
  const segmentation = typeof id === 'string' ? house.segmentations.find(id) : undefined
  if (segmentation === undefined) throw invalidField('analysis_id: expected the id of a segmentation')
  const counts = new Map(segmentation.segments.map(({ name }) => [name, 0]))
  for (const customer of house.customers.all()) {
    const segment = house.segmentations.segmentOf(customer.id, segmentation.id)
    if (segment) counts.set(segment, (counts.get(segment) ?? 0) + 1)
  }
  return { header: ['segment', '#'], name: segmentation.name, rows: [...counts], success: true }
}
