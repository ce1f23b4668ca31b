// What is wrong with the shape of a value, each thing with its path, a sentence and what to do.
import { z } from 'zod'
import { nearestName } from '../nearest-name.ts'
import { expectation } from './expectation.ts'
import { type Leaf, leavesOf } from './leaves.ts'
import { remedyOf } from './remedy.ts'
import { type JsonSchema, knownKeys, type Path, schemasAt, valueAt } from './schema-tree.ts'
import { shortText } from './short-text.ts'

export interface ShapeFinding {
  code: 'unknown-key' | 'invalid-field'
  path: Path
  message: string
  remedy: string
}

/** The value as the schema reads it, or everything that is wrong with it. `whole` is how the value itself is called. */
export function readShape<S extends z.ZodType>(
  schema: S,
  value: unknown,
  whole: string,
): { data: z.output<S>; findings?: never } | { data?: never; findings: ShapeFinding[] } {
  const { success, data, error } = schema.safeParse(value, { error: expectation })
  if (success) return { data }
  const tree = treeOf(schema)
  return {
    findings: firstOfEachPlace(leavesOf(error.issues), leaf => findingsOf(leaf, { tree, value, whole })),
  }
}

/** Nobody reads more, and a value made to hurt has a million. */
const MOST_FINDINGS = 100

/** One thing at one place is enough: what follows is mostly its echo. */
function firstOfEachPlace(leaves: readonly Leaf[], read: (leaf: Leaf) => ShapeFinding[]): ShapeFinding[] {
  const found = new Map<string, ShapeFinding>()
  for (const leaf of leaves) {
    for (const finding of read(leaf)) {
      const place = finding.path.join('\0')
      if (found.size < MOST_FINDINGS && !found.has(place)) found.set(place, finding)
    }
    if (found.size === MOST_FINDINGS) break
  }
  return [...found.values()]
}

const trees = new WeakMap<z.ZodType, JsonSchema>()

function treeOf(schema: z.ZodType): JsonSchema {
  const known = trees.get(schema)
  if (known !== undefined) return known
  const tree = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', reused: 'inline' }) as JsonSchema
  trees.set(schema, tree)
  return tree
}

interface Read {
  tree: JsonSchema
  value: unknown
  whole: string
}

function findingsOf({ issue, message, ...leaf }: Leaf, { tree, value: data, whole }: Read): ShapeFinding[] {
  const path = leaf.path.map(step => (typeof step === 'symbol' ? String(step) : step))
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.slice(0, MOST_FINDINGS).map(key => unknownKey(key, path, knownKeys(tree, path, data)))
  }
  const value = valueAt(data, path)
  const schemas = schemasAt(tree, path, data)
  return [
    {
      code: 'invalid-field',
      path,
      message: `${pathText(path) || whole}: ${wordsFor(issue, message, value)}.`,
      remedy: remedyOf({ issue, value, name: path.at(-1), schemas }),
    },
  ]
}

/** Of many names it is enough to say that this is none of them; the remedy lists them. */
const wordsFor = (issue: z.core.$ZodIssue, message: string, value: unknown): string =>
  issue.code === 'invalid_union' && issue.discriminator !== undefined && typeof value === 'string'
    ? `there is no ${shortText(value)} here`
    : `${message}, got ${shown(value)}`

function unknownKey(key: string, path: Path, known: readonly string[]): ShapeFinding {
  const near = nearestName(key, known)
  return {
    code: 'unknown-key',
    path: [...path, key],
    message: `unknown key ${shortText(key)}${path.length === 0 ? '' : ` in ${pathText(path)}`}.`,
    remedy: near === undefined ? `Known here: ${known.join(', ')}.` : `Did you mean "${near}"?`,
  }
}

const shown = (value: unknown): string =>
  value === undefined
    ? 'nothing'
    : `${shortText(value)} (${value === null ? 'null' : Array.isArray(value) ? 'list' : typeof value})`

/** "nodes[1].period" */
const pathText = (path: Path): string =>
  path.slice(0, MOST_STEPS).reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`
    return text === '' ? step.slice(0, MOST_CHARACTERS) : `${text}.${step.slice(0, MOST_CHARACTERS)}`
  }, '')

const MOST_STEPS = 20
const MOST_CHARACTERS = 60
