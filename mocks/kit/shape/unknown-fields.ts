// The fields of a body that no schema names, at any depth: a misspelt one would otherwise be overheard.
import { z } from 'zod'

const MOST = 10

/** What may be found below a value: the fields of an object, the same of each item; nothing in what callers name themselves. */
type Known = { fields: ReadonlyMap<string, Known> } | { item: Known } | undefined

/** Looked at once: each request of an operation is held against the same schema. */
const known = new WeakMap<z.ZodType, Known>()

/** As `customerSession.cartItems.0.colour`, the first few. */
export function unknownFields(schema: z.ZodType, value: unknown): string[] {
  const found: string[] = []
  collect(knownOf(schema), value, '', found)
  return found
}

function collect(below: Known, value: unknown, at: string, found: string[]): void {
  if (below === undefined || typeof value !== 'object' || value === null || found.length >= MOST) return
  if ('item' in below) {
    if (!Array.isArray(value)) return
    for (const [index, item] of value.entries()) collect(below.item, item, `${at}${index}.`, found)
    return
  }
  for (const name of Object.keys(value)) {
    if (!below.fields.has(name)) found.push(at + name)
    else collect(below.fields.get(name), (value as Record<string, unknown>)[name], `${at}${name}.`, found)
  }
  found.length = Math.min(found.length, MOST)
}

function knownOf(schema: z.ZodType): Known {
  if (known.has(schema)) return known.get(schema)
  const below = lookedAt(schema)
  known.set(schema, below)
  return below
}

function lookedAt(schema: z.ZodType): Known {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault)
    return knownOf(schema.unwrap() as z.ZodType)
  if (schema instanceof z.ZodPipe) return knownOf(schema.in as z.ZodType)
  if (schema instanceof z.ZodArray) {
    const item = knownOf(schema.element as z.ZodType)
    return item && { item }
  }
  if (!(schema instanceof z.ZodObject)) return undefined
  const fields = Object.entries(schema.shape).map(
    ([name, field]) => [name, knownOf(field as z.ZodType)] as const,
  )
  return { fields: new Map(fields) }
}
