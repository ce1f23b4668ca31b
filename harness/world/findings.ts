// What is wrong with a world or scenario file, each thing with its place, a sentence and the nearest known name.
import { z } from 'zod'
import { nearestName } from '../../mocks/kit/nearest-name.ts'
import { SandboxError } from '../../mocks/kit/sandbox-error.ts'
import { type Path, type Place, placeText, type SourceFile } from './file.ts'

export interface WorldFinding {
  code: string
  place: Place
  message: string
  remedy: string
}

const findingText = ({ place, message, remedy }: WorldFinding): string =>
  `${placeText(place)}: ${message}${remedy ? ` ${remedy}` : ''}`

/** What the source holds, by its schema; refused with every finding and its place, an unknown key with the nearest known one. */
export function parseSource<S extends z.ZodType>(schema: S, source: SourceFile, what: string): z.output<S> {
  const parsed = schema.safeParse(source.data)
  if (parsed.success) return parsed.data
  const tree = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', reused: 'inline' }) as JsonSchema
  throw refuse(
    what,
    parsed.error.issues.flatMap(issue => issueFindings(issue, [], source, tree)),
  )
}

interface JsonSchema {
  properties?: Record<string, JsonSchema>
  additionalProperties?: JsonSchema | boolean
  items?: JsonSchema
  prefixItems?: JsonSchema[]
  anyOf?: JsonSchema[]
  oneOf?: JsonSchema[]
  const?: unknown
  enum?: unknown[]
}

function issueFindings(
  issue: z.core.$ZodIssue,
  base: Path,
  source: SourceFile,
  tree: JsonSchema,
): WorldFinding[] {
  const path = [...base, ...issue.path.map(step => (typeof step === 'symbol' ? String(step) : step))]
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map(key => unknownKey(key, path, source, tree))
  }
  if (issue.code === 'invalid_union') {
    // The branch that came nearest is the one that failed deepest in the value.
    const branches = [...(issue.errors ?? [])].sort((a, b) => depth(b) - depth(a))
    const nearest = branches[0]
    if (nearest !== undefined && depth(nearest) > 0) {
      return nearest.flatMap(inner => issueFindings(inner, path, source, tree))
    }
  }
  const named = valueAt(source.data, path)
  if (issue.code === 'invalid_union' && 'options' in issue && typeof named === 'string') {
    const known = (issue.options as unknown[]).map(String)
    const near = nearestName(named, known)
    return [
      {
        code: 'invalid-field',
        place: source.locate(path),
        message: `${pathText(path)}: there is no ${JSON.stringify(named)} here.`,
        remedy: near === undefined ? `Known here: ${known.join(', ')}.` : `Did you mean "${near}"?`,
      },
    ]
  }
  return [
    {
      code: 'invalid-field',
      place: source.locate(path),
      message: `${pathText(path)}: ${issue.message.replace(/^Invalid input: /, '').replace(/, received \w+$/, '')}, got ${shown(valueAt(source.data, path))}.`,
      remedy: suggestion(issue, valueAt(source.data, path)),
    },
  ]
}

const depth = (issues: readonly z.core.$ZodIssue[]): number =>
  Math.max(0, ...issues.map(issue => issue.path.length))

function unknownKey(key: string, path: Path, source: SourceFile, tree: JsonSchema): WorldFinding {
  const known = knownKeys(tree, path, source.data)
  const near = nearestName(key, known)
  return {
    code: 'unknown-key',
    place: source.locate([...path, key], 'key'),
    message: `unknown key "${key}"${path.length === 0 ? '' : ` in ${pathText(path)}`}.`,
    remedy: near === undefined ? `Known here: ${known.join(', ')}.` : `Did you mean "${near}"?`,
  }
}

function knownKeys(tree: JsonSchema, path: Path, data: unknown): string[] {
  let level: JsonSchema[] = [tree]
  let value = data
  for (const step of path) {
    value = (value as Record<string | number, unknown> | undefined)?.[step]
    level = level.flatMap(branches).flatMap(schema => child(schema, step))
  }
  // Of a union, only the branches whose constants agree with what was written.
  const fitting = level.flatMap(branches).filter(schema => agrees(schema, value))
  return [...new Set(fitting.flatMap(schema => Object.keys(schema.properties ?? {})))]
}

const branches = (schema: JsonSchema): JsonSchema[] => {
  const options = schema.anyOf ?? schema.oneOf
  return options === undefined ? [schema] : options.flatMap(branches)
}

function child(schema: JsonSchema, step: string | number): JsonSchema[] {
  const property = schema.properties?.[String(step)]
  if (property !== undefined) return [property]
  const item = typeof step === 'number' ? (schema.prefixItems?.[step] ?? schema.items) : undefined
  if (item !== undefined) return [item]
  return typeof schema.additionalProperties === 'object' ? [schema.additionalProperties] : []
}

function agrees(schema: JsonSchema, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true
  return Object.entries(schema.properties ?? {}).every(
    ([name, property]) =>
      property.const === undefined || property.const === (value as Record<string, unknown>)[name],
  )
}

function suggestion(issue: z.core.$ZodIssue, value: unknown): string {
  if (issue.code !== 'invalid_value' || typeof value !== 'string') return 'Correct the value.'
  const near = nearestName(value, issue.values.map(String))
  return near === undefined ? 'Correct the value.' : `Did you mean "${near}"?`
}

function valueAt(data: unknown, path: Path): unknown {
  let value = data
  for (const step of path) value = (value as Record<string | number, unknown> | null | undefined)?.[step]
  return value
}

const shown = (value: unknown): string => {
  if (value === undefined) return 'nothing'
  const text = JSON.stringify(value) ?? String(value)
  return `${text.length > 60 ? `${text.slice(0, 60)}…` : text} (${value === null ? 'null' : Array.isArray(value) ? 'list' : typeof value})`
}

const pathText = (path: Path): string =>
  path.reduce<string>(
    (text, step) => (typeof step === 'number' ? `${text}[${step}]` : text === '' ? step : `${text}.${step}`),
    '',
  ) || 'the file'

/** One error for all findings: what refuses a world before anything is started. */
export function refuse(what: string, findings: readonly WorldFinding[]): SandboxError {
  const [first] = findings
  const rest = findings.length - 1
  return new SandboxError(
    'invalid-world',
    `Cannot use ${what}: ${first === undefined ? 'it is not valid' : findingText(first)}${rest > 0 ? `\n${findings.slice(1).map(findingText).join('\n')}` : ''}`,
    { cause: findings },
  )
}
