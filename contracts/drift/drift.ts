// What changed between two descriptions of one API: operations that came, went or changed, and through which components.
import type { OpenApiDocument } from '../description/load.ts'
import { type Facts, type Stated, stated } from './facts.ts'

export interface Difference {
  place: string
  before?: string
  after?: string
}

export interface ChangedOperation {
  method: string
  path: string
  id: string | undefined
  change: 'added' | 'removed' | 'changed'
  /** In the operation itself. */
  differences: Difference[]
  /** Changed components that it leads to, by name. */
  through: string[]
}

export interface Drift {
  operations: ChangedOperation[]
  /** Changed components by name, whoever leads to them. */
  components: Record<string, Difference[]>
}

interface Described extends Stated {
  method: string
  path: string
  id: string | undefined
}

/** One operation whatever the names in braces are. */
export const operationKey = ({ method, path }: { method: string; path: string }): string =>
  `${method.toUpperCase()} ${path.replaceAll(/\{[^}]*\}/g, '{}')}`

const METHODS = new Set(['get', 'post', 'put', 'delete', 'patch', 'head', 'options'])

export function driftBetween(before: OpenApiDocument, after: OpenApiDocument): Drift {
  const components = changedComponents(componentsOf(before), componentsOf(after))
  const [old, now] = [operationsOf(before), operationsOf(after)]
  const [oldLeads, nowLeads] = [leadsOf(componentsOf(before)), leadsOf(componentsOf(after))]
  const operations = [...new Set([...old.keys(), ...now.keys()])].flatMap((key): ChangedOperation[] => {
    const [was, is] = [old.get(key), now.get(key)]
    const { method, path, id } = (is ?? was) as Described
    if (was === undefined || is === undefined)
      return [
        { method, path, id, change: is === undefined ? 'removed' : 'added', differences: [], through: [] },
      ]
    const reached = new Set([...oldLeads(was.refers), ...nowLeads(is.refers)])
    const through = Object.keys(components).filter(name => reached.has(name))
    const differences = differencesOf(was.facts, is.facts)
    if (differences.length === 0 && through.length === 0) return []
    return [{ method, path, id, change: 'changed', differences, through }]
  })
  return { operations, components }
}

/** By method and path, whatever the names in braces are. */
function operationsOf({ paths }: OpenApiDocument): Map<string, Described> {
  const found = new Map<string, Described>()
  for (const [path, item] of entriesOf(paths)) {
    const { parameters: shared } = (item ?? {}) as { parameters?: unknown }
    for (const [method, operation] of entriesOf(item)) {
      if (!METHODS.has(method) || typeof operation !== 'object' || operation === null) continue
      const { operationId, ...rest } = operation as { operationId?: unknown }
      const key = operationKey({ method, path })
      const id = typeof operationId === 'string' ? operationId : undefined
      found.set(key, {
        method: method.toUpperCase(),
        path,
        id,
        ...stated(shared === undefined ? rest : { shared, ...rest }),
      })
    }
  }
  return found
}

function componentsOf({ components, definitions }: OpenApiDocument): Map<string, Stated> {
  const kinds = definitions === undefined ? components : { ...components, '#/definitions': definitions }
  return new Map(
    entriesOf(kinds).flatMap(([kind, named]) =>
      entriesOf(named).map(([name, component]) => [`${kind}/${name}`, stated(component)] as const),
    ),
  )
}

function changedComponents(
  before: ReadonlyMap<string, Stated>,
  after: ReadonlyMap<string, Stated>,
): Record<string, Difference[]> {
  const names = [...new Set([...before.keys(), ...after.keys()])]
  return Object.fromEntries(
    names.flatMap(name => {
      const differences = differencesOf(before.get(name)?.facts ?? NOTHING, after.get(name)?.facts ?? NOTHING)
      return differences.length === 0 ? [] : [[name, differences]]
    }),
  )
}

const NOTHING: Facts = new Map()

function differencesOf(before: Facts, after: Facts): Difference[] {
  const places = [...new Set([...before.keys(), ...after.keys()])]
  return places.flatMap(place => {
    const [was, is] = [before.get(place), after.get(place)]
    if (was === is) return []
    return [
      { place, ...(was === undefined ? {} : { before: was }), ...(is === undefined ? {} : { after: is }) },
    ]
  })
}

/** Everything that a set of references leads to, also from component to component. */
function leadsOf(components: ReadonlyMap<string, Stated>) {
  return (first: Iterable<string>): Set<string> => {
    const reached = new Set(first)
    for (const name of reached) for (const next of components.get(name)?.refers ?? []) reached.add(next)
    return reached
  }
}

const entriesOf = (node: unknown): [string, unknown][] =>
  typeof node === 'object' && node !== null ? Object.entries(node) : []
