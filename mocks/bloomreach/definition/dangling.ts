// What a node or a condition names that does not exist: categories, policies, segments, integrations and their parameters.

import type { Condition } from '../customers/filter-schemas.ts'
import type { Finding, Known, Path } from './finding.ts'
import { parameterProblems } from './parameters/parameter-problems.ts'
import { type ParameterValues, parametersIn } from './parameters/template-parameters.ts'

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

interface Parametrized {
  id: number
  url?: string | undefined
  headers?: unknown
  payload?: unknown
  batch?: unknown
  eventProperties?: unknown
  preset?: string | undefined
  parameters?: ParameterValues | undefined
}

/** What texts ask for and the node does not give or gives otherwise, and what it gives to a preset that does not ask for it. */
export function danglingParameters(node: Parametrized, path: Path, known: Known): Finding[] {
  const { id, preset, parameters = {}, url, headers, payload, batch, eventProperties } = node
  const texts = { url, headers, payload, batch, eventProperties }
  const asked = preset === undefined ? { defaults: {}, texts: [] } : known.presetParameters?.(preset)
  if (asked === undefined) return []
  const { defaults } = asked
  const all = [texts, asked.texts]
  const missing = Object.keys(defaults).filter(
    name => defaults[name] === null && !Object.hasOwn(parameters, name),
  )
  const problems = parameterProblems(all, { ...defaults, ...parameters }, known.parameterRules ?? {})
  return [
    ...missing.map(name => ({
      code: 'missing-preset-parameter',
      path: [...path, 'preset'],
      node: id,
      message: `Node ${id} does not give the parameter ${JSON.stringify(name)}, which the preset ${JSON.stringify(preset)} needs.`,
      remedy: `Add it: parameters: { ${name}: ... }.`,
    })),
    ...problems.flatMap(({ name, message, ...problem }) =>
      name !== undefined && missing.includes(name)
        ? []
        : [{ ...problem, path: placeOf(node, path, name), node: id, message: `Node ${id}: ${message}` }],
    ),
    ...(preset === undefined ? [] : superfluous(node, path, { defaults, texts: all })),
  ]
}

/** Where its value is, or where it is missing. */
const placeOf = ({ parameters = {} }: Parametrized, path: Path, name: string | undefined): Path =>
  name !== undefined && Object.hasOwn(parameters, name) ? [...path, 'parameters', name] : path

function superfluous(
  { id, preset, parameters = {} }: Parametrized,
  path: Path,
  { defaults, texts }: { defaults: ParameterValues; texts: unknown },
): Finding[] {
  const asked = [...Object.keys(defaults), ...parametersIn(texts).parameters.map(({ name }) => name)]
  return Object.keys(parameters)
    .filter(name => !asked.includes(name))
    .map(name => ({
      code: 'unknown-preset-parameter',
      path: [...path, 'parameters', name],
      node: id,
      message: `Node ${id} gives the parameter ${JSON.stringify(name)}, which the preset ${JSON.stringify(preset)} does not have.`,
      remedy: oneOf([...new Set(asked)], 'Remove it.'),
    }))
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
