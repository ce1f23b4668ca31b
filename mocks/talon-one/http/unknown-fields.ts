// The fields of a body that no schema names, at any depth: a misspelt one would otherwise be overheard.
import { z } from 'zod'

const MOST = 10

/** As `customerSession.cartItems.0.colour`, the first few. */
export function unknownFields(schema: z.ZodType, value: unknown): string[] {
  const found: string[] = []
  collect(schema, value, '', found)
  return found
}

function collect(given: z.ZodType, value: unknown, at: string, found: string[]): void {
  if (typeof value !== 'object' || value === null || found.length >= MOST) return
  const schema = inner(given)
  if (schema instanceof z.ZodArray && Array.isArray(value)) {
    for (const [index, item] of value.entries())
      collect(schema.element as z.ZodType, item, `${at}${index}.`, found)
  }
  if (!(schema instanceof z.ZodObject)) return
  for (const [name, field] of Object.entries(value)) {
    const known = Object.hasOwn(schema.shape, name) ? (schema.shape[name] as z.ZodType) : undefined
    if (known !== undefined) collect(known, field, `${at}${name}.`, found)
    else if (found.length < MOST) found.push(at + name)
  }
}

/** Without what says that it may be left out, or is read further. */
function inner(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault)
    return inner(schema.unwrap() as z.ZodType)
  return schema instanceof z.ZodPipe ? inner(schema.in as z.ZodType) : schema
}
