// What a node or a condition names that does not exist: categories, policies, segments, integrations and their parameters.

import type { Condition } from '../customers/filter-schemas.ts'
import type { Finding, Known } from './finding.ts'

type Path = readonly (string | number)[]

/** An action as far as its gate goes. */
interface Gated {
  id: number
  consentCategory?: string | undefined
  frequencyPolicy?: string | undefined
}

export function danglingGates(node: Gated, path: Path, known: Known): Finding[] {
  const { id, frequencyPolicy } = node
  const isBlocked = frequencyPolicy !== undefined && known.blockedPolicies?.includes(frequencyPolicy)
  return [
    ...danglingName(node, path, 'consentCategory', 'consent category', known.consentCategories),
    ...danglingName(node, path, 'frequencyPolicy', 'frequency policy', known.frequencyPolicies),
    ...(isBlocked ? [blocked(id, path, frequencyPolicy)] : []),
  ]
}

export function danglingName<N extends { id: number }>(
  node: N,
  path: Path,
  field: keyof N & string,
  what: string,
  names: readonly string[],
): Finding[] {
  const name = node[field]
  if (typeof name !== 'string' || names.includes(name)) return []
  return [
    {
      code: `unknown-${what.replaceAll(' ', '-')}`,
      path: [...path, field],
      node: node.id,
      message: `Node ${node.id} names the ${what} ${JSON.stringify(name)}, which does not exist.`,
      remedy: oneOf(names, `Create the ${what} first.`),
    },
  ]
}

const oneOf = (names: readonly string[], none: string): string =>
  names.length === 0 ? none : `Use one of: ${names.join(', ')}.`

/** [D] frequency-policy: a blocked policy cannot be assigned, nor a scenario be updated with it. */
const blocked = (node: number, path: Path, policy: string): Finding => ({
  code: 'blocked-frequency-policy',
  path: [...path, 'frequencyPolicy'],
  node,
  message: `Node ${node} names the frequency policy ${JSON.stringify(policy)}, which is blocked.`,
  remedy: 'Choose another policy, or unblock it.',
})

interface Preset {
  id: number
  preset?: string | undefined
  parameters?: Readonly<Record<string, string>> | undefined
}

/** What a preset asks for and the node does not give, and what it gives and nobody asks for. */
export function danglingParameters(
  { id: node, preset, parameters = {} }: Preset,
  path: Path,
  known: Known,
): Finding[] {
  const asked = preset === undefined ? undefined : known.presetParameters?.(preset)
  if (asked === undefined) return []
  const missing = Object.keys(asked).filter(name => asked[name] === null && !Object.hasOwn(parameters, name))
  const unknown = Object.keys(parameters).filter(name => !Object.hasOwn(asked, name))
  return [
    ...missing.map(name => ({
      code: 'missing-preset-parameter',
      path: [...path, 'preset'],
      node,
      message: `Node ${node} does not give the parameter ${JSON.stringify(name)}, which the preset ${JSON.stringify(preset)} needs.`,
      remedy: `Add it: parameters: { ${name}: ... }.`,
    })),
    ...unknown.map(name => ({
      code: 'unknown-preset-parameter',
      path: [...path, 'parameters', name],
      node,
      message: `Node ${node} gives the parameter ${JSON.stringify(name)}, which the preset ${JSON.stringify(preset)} does not have.`,
      remedy: oneOf(Object.keys(asked), 'Remove it.'),
    })),
  ]
}

/** Every part of a condition, however deep, with the way that leads to it. */
function partsOf(condition: Condition, path: Path): { part: Condition; path: Path }[] {
  const inside = (['any', 'all'] as const).flatMap(key =>
    (condition[key] ?? []).flatMap((part, index) => partsOf(part, [...path, key, index])),
  )
  const negated = condition.not === undefined ? [] : partsOf(condition.not, [...path, 'not'])
  return [{ part: condition, path }, ...inside, ...negated]
}

export function danglingInCondition(
  condition: Condition | undefined,
  path: Path,
  known: Known,
  node?: number,
): Finding[] {
  if (condition === undefined) return []
  return partsOf(condition, path).flatMap(({ part, path: at }) =>
    [...consentFindings(part, at, known), ...segmentFindings(part, at, known)].map(finding =>
      node === undefined ? finding : { ...finding, node },
    ),
  )
}

function consentFindings({ consent }: Condition, path: Path, { consentCategories }: Known): Finding[] {
  if (consent === undefined || consentCategories.includes(consent)) return []
  return [
    {
      code: 'unknown-consent-category',
      path: [...path, 'consent'],
      message: `A condition names the consent category ${JSON.stringify(consent)}, which does not exist.`,
      remedy: oneOf(consentCategories, 'Create the consent category first.'),
    },
  ]
}

function segmentFindings({ segment }: Condition, path: Path, known: Known): Finding[] {
  if (segment === undefined) return []
  const at = [...path, 'segment']
  const named = { ...segment, subject: 'A condition', path: [...at, 'segmentation'] }
  return danglingSegments(named, [{ name: segment.is, path: [...at, 'is'] }], known)
}

interface Named {
  name: string
  path: Path
}

/** A segmentation that does not exist, or those of its segments that do not. */
export function danglingSegments(
  { segmentation, subject, path }: { segmentation: string; subject: string; path: Path },
  segments: readonly Named[],
  { segmentations }: Known,
): Finding[] {
  if (segmentations === undefined) return []
  const found = segmentations.find(({ id, name }) => id === segmentation || name === segmentation)
  const code = 'unknown-segmentation'
  if (found === undefined) {
    const names = segmentations.map(({ name }) => name)
    const message = `${subject} names the segmentation ${JSON.stringify(segmentation)}, which does not exist.`
    return [{ code, path, message, remedy: oneOf(names, 'Add the segmentation to the world first.') }]
  }
  const names = found.segments.map(({ name }) => name)
  return segments
    .filter(({ name }) => !names.includes(name))
    .map(({ name, path: at }) => ({
      code,
      path: at,
      message: `The segmentation ${JSON.stringify(found.name)} has no segment ${JSON.stringify(name)}.`,
      remedy: oneOf(names, 'Add the segment first.'),
    }))
}
