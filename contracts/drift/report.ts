// A drift as people read it: first what is emulated or relied on, each with its changes; the rest as a count.
import type { ChangedOperation, Difference, Drift } from './drift.ts'
import type { Touched } from './touched.ts'

export type ReportedOperation = ChangedOperation & Touched

export interface DriftReport {
  operations: ReportedOperation[]
  components: Drift['components']
}

export const isFelt = ({ emulated, reliedOnBy }: Touched): boolean => emulated || reliedOnBy.length > 0

export function reportText({ operations, components }: DriftReport): string {
  if (operations.length === 0) return 'Both say the same of every operation.'
  const felt = operations.filter(isFelt)
  const elsewhere = operations.length - felt.length
  const named = [...new Set(felt.flatMap(({ through }) => through))]
  return [
    ...felt.map(operationText),
    ...named.map(name => [name, ...(components[name] ?? []).map(differenceText)].join('\n')),
    `${felt.length} of the operations that are emulated or relied on changed, ${elsewhere} of the others.`,
  ].join('\n\n')
}

function operationText({
  change,
  method,
  path,
  id,
  reliedOnBy,
  differences,
  through,
}: ReportedOperation): string {
  return [
    `${change} ${method} ${path}${id === undefined ? '' : ` ${id}`}`,
    ...reliedOnBy.map(name => `  relied on by ${name}`),
    ...differences.map(differenceText),
    ...(through.length === 0 ? [] : [`  through ${through.join(', ')}`]),
  ].join('\n')
}

function differenceText({ place, before, after }: Difference): string {
  const where = `  ${placeText(place)}`
  if (before === undefined) return `${where}: new, ${after}`
  return after === undefined ? `${where}: gone, was ${before}` : `${where}: ${before} is now ${after}`
}

/** Without the steps that every description has. */
const placeText = (place: string): string =>
  place
    .replace(/^responses\./, 'answer ')
    .replace(/^requestBody\b/, 'request')
    .replace(/^(?:shared\.)?parameters\./, '')
    .replaceAll('.content.application/json.schema', '')
    .replaceAll('.schema.', ' ')
    .replaceAll(/(^|\.)properties\./g, '$1')
