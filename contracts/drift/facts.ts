// What a description states, one line each: a place and what stands there. Words for people (descriptions, examples) are left out.
import { InputError } from '../court/input-error.ts'

/** By place: `responses.200.content.application/json.schema.properties.code.type`. */
export type Facts = ReadonlyMap<string, string>

export interface Stated {
  facts: Facts
  /** Components that it refers to, as `schemas/Referral`. */
  refers: ReadonlySet<string>
}

const FOR_PEOPLE = new Set([
  'description',
  'summary',
  'title',
  'example',
  'examples',
  'tags',
  'externalDocs',
  'operationId',
])

/** Their order says nothing. */
const SETS = new Set(['enum', 'required', 'type'])

/** More than any description states; aliases of a YAML file can make a small one endless. */
const MOST_FACTS = 200_000
const DEEPEST = 100

export function stated(node: unknown): Stated {
  const facts = new Map<string, string>()
  const refers = new Set<string>()
  walk(node, [], { facts, refers })
  return { facts, refers }
}

function walk(
  node: unknown,
  place: string[],
  into: { facts: Map<string, string>; refers: Set<string> },
): void {
  if (into.facts.size > MOST_FACTS || place.length > DEEPEST) throw tooMuch()
  if (Array.isArray(node)) {
    walkList(node, place, into)
    return
  }
  if (typeof node !== 'object' || node === null) {
    into.facts.set(place.join('.'), JSON.stringify(node) ?? 'nothing')
    return
  }
  const { $ref } = node as { $ref?: unknown }
  if (typeof $ref === 'string') {
    const component = $ref.replace(/^#\/components\//, '')
    into.refers.add(component)
    into.facts.set(place.join('.'), component)
    return
  }
  const entries = Object.entries(node).filter(([key]) => !isForPeople(key, place))
  if (entries.length === 0) into.facts.set(place.join('.'), '{}')
  for (const [key, value] of entries) walk(value, [...place, key], into)
}

/** A field of an answer may be called `description` or `title`. */
const isForPeople = (key: string, place: readonly string[]): boolean =>
  place.at(-1) !== 'properties' && (FOR_PEOPLE.has(key) || key.startsWith('x-'))

function walkList(list: readonly unknown[], place: string[], into: Parameters<typeof walk>[2]): void {
  if (SETS.has(place.at(-1) ?? '') && list.every(item => typeof item !== 'object')) {
    for (const item of list) into.facts.set([...place, String(item)].join('.'), 'yes')
    return
  }
  for (const [at, item] of list.entries()) walk(item, [...place, nameOf(item) ?? String(at)], into)
}

/** A parameter is found by where it stands and its name, a reference by what it leads to. */
function nameOf(item: unknown): string | undefined {
  if (typeof item !== 'object' || item === null) return undefined
  const { in: where, name, $ref } = item as Record<string, unknown>
  if (typeof $ref === 'string') return $ref.slice($ref.lastIndexOf('/') + 1)
  return typeof name === 'string' && typeof where === 'string' ? `${where} ${name}` : undefined
}

const tooMuch = (): InputError =>
  new InputError(
    'data',
    `Cannot compare this description: it states more than ${MOST_FACTS} facts, or more than ${DEEPEST} levels deep. Look for aliases that repeat it.`,
  )
