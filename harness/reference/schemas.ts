// The schemas that the pages describe, found in the JSON Schemas that are published.
import type { NodeType } from '../../mocks/bloomreach/definition/node-schemas.ts'
import { jsonSchemas } from '../world/json-schemas.ts'
import { type Described, withoutReferences } from './fields.ts'

function read(name: string): Described {
  const schema = JSON.parse(jsonSchemas()[name] ?? '') as Described
  return withoutReferences(schema, schema.$defs)
}

const world = read('world.schema.json')
const scenario = read('scenario.schema.json')

export function schemaOfNode(type: NodeType): Described {
  const nodes = scenario.properties?.nodes?.items as Described
  const found = nodes.allOf?.find(({ then }) => then?.properties?.type?.const === type)?.then
  if (found === undefined) throw new Error(`The schema of scenarios has no node ${type}.`)
  return found
}

export function schemaOfConditions(): Described {
  const found = Object.values(scenario.$defs ?? {}).find(
    ({ properties }) => properties?.trigger !== undefined,
  )
  if (found === undefined) throw new Error('The schema of scenarios has no conditions.')
  return found
}

/** Below these keys of a world, stepping into lists. */
export function schemaAt(path: readonly string[]): Described {
  let schema = world
  for (const key of path) {
    const inside = typeof schema.items === 'object' ? schema.items : schema
    const next = inside.properties?.[key]
    if (next === undefined) throw new Error(`The schema of worlds has nothing at ${path.join('.')}.`)
    schema = next
  }
  return schema
}
