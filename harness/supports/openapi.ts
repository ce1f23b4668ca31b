// One call for each operation of an OpenAPI file (3.x): required parameters and the body, from examples or made from schemas.
import { z } from 'zod'
import type { RecordedCall } from './recorded-call.ts'

const METHODS = ['get', 'put', 'post', 'delete', 'patch', 'head', 'options'] as const

const record = z.record(z.string(), z.unknown())
type Json = z.output<typeof record>

/** How deep a body is made; a schema may hold itself. */
const DEEPEST = 8

export function callsOfOpenApi(document: unknown): RecordedCall[] | undefined {
  const read = z.object({ paths: record }).safeParse(document)
  if (!read.success) return undefined
  const resolve = resolver(document)
  return Object.entries(read.data.paths).flatMap(([path, given]) =>
    METHODS.flatMap(method => {
      const item = asRecord(given) ?? {}
      const operation = asRecord(item[method])
      return operation === undefined ? [] : [callOf(method, path, { item, operation }, bounded(resolve))]
    }),
  )
}

type Resolve = (value: unknown) => Json | undefined

/** Schemas that hold themselves several times over would make a body without end. */
const MOST_SCHEMAS = 5_000

function bounded(resolve: Resolve): Resolve {
  let left = MOST_SCHEMAS
  return value => (left-- > 0 ? resolve(value) : undefined)
}

function callOf(
  method: string,
  path: string,
  { item, operation }: { item: Json; operation: Json },
  resolve: Resolve,
): RecordedCall {
  const parameters = [...asList(item.parameters), ...asList(operation.parameters)].map(resolve)
  const required = (place: string) =>
    parameters
      .filter(parameter => parameter !== undefined)
      .filter(({ in: where, required: isRequired }) => where === place && isRequired === true)
      .map(
        parameter =>
          [String(parameter.name), String(parameter.example ?? sample(parameter.schema, resolve))] as const,
      )
  const content = asRecord(resolve(operation.requestBody)?.content)
  const json = asRecord(content?.['application/json'])
  return {
    method: method.toUpperCase(),
    host: undefined,
    path,
    query: required('query'),
    headers: {
      ...Object.fromEntries(required('header').map(([name, value]) => [name.toLowerCase(), value])),
      ...(json === undefined ? {} : { 'content-type': 'application/json' }),
    },
    body: json === undefined ? undefined : JSON.stringify(json.example ?? sample(json.schema, resolve)),
  }
}

/** A value of a schema: its example, its default, its first choice, or the plainest of its type. */
function sample(given: unknown, resolve: Resolve, depth = 0): unknown {
  const schema = resolve(given)
  if (schema === undefined || depth > DEEPEST) return 'x'
  const [choice] = asList(schema.enum)
  const told = schema.example ?? schema.default ?? choice
  if (told !== undefined) return told
  const parts = asList(schema.allOf).map(part => sample(part, resolve, depth + 1))
  if (parts.length > 0) return Object.assign({}, ...parts)
  const [alternative] = [...asList(schema.oneOf), ...asList(schema.anyOf)]
  if (alternative !== undefined) return sample(alternative, resolve, depth + 1)
  return plainest(schema, inner => sample(inner, resolve, depth + 1))
}

function plainest(schema: Json, inner: (schema: unknown) => unknown): unknown {
  const properties = asRecord(schema.properties)
  if (properties !== undefined) {
    const wanted = asList(schema.required).map(String)
    return Object.fromEntries(wanted.map(name => [name, inner(properties[name])]))
  }
  if (schema.type === 'array') return [inner(schema.items)]
  if (schema.type === 'integer' || schema.type === 'number') return 1
  if (schema.type === 'boolean') return true
  if (schema.type === 'object') return {}
  return schema.format === 'date-time' ? '2026-01-05T09:00:00Z' : 'x'
}

/** Follows `$ref` inside the document; a chain that leads nowhere, or in a circle, is nothing. */
function resolver(document: unknown): Resolve {
  return value => {
    let found = asRecord(value)
    for (let hops = 0; typeof found?.$ref === 'string'; hops++) {
      if (hops > DEEPEST || !found.$ref.startsWith('#/')) return undefined
      const names = found.$ref
        .slice(2)
        .split('/')
        .map(name => name.replaceAll('~1', '/').replaceAll('~0', '~'))
      found = asRecord(names.reduce<unknown>((at, name) => asRecord(at)?.[name], document))
    }
    return found
  }
}

const asRecord = (value: unknown): Json | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : undefined

const asList = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])
