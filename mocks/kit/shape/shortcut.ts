// A schema with a way past itself: of a hundred thousand values that are all alike, most can be judged in a fraction of the time.
import type { z } from 'zod'

/**
 * `sure` answers what the schema would, or undefined where it is not sure: then the schema judges. To be put on last, for a schema
 * with another description is another schema.
 */
export function withShortcut<S extends z.ZodType>(
  schema: S,
  sure: (value: unknown) => z.output<S> | undefined,
): S {
  const { run } = schema._zod
  schema._zod.run = (payload, context) => {
    const read = sure(payload.value)
    if (read === undefined) return run(payload, context)
    payload.value = read
    return payload
  }
  return schema
}

/** With names of its own alone, as a file has them; a schema leaves "__proto__" out. */
export function isPlainRecord(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return (prototype === Object.prototype || prototype === null) && !Object.hasOwn(value, '__proto__')
}
