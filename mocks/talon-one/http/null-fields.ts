// Fields that a client gives as null. [C] Go reads a null as no value, and SDKs of Java, C# and Python send it for what is not set.

/** What they hold is the caller's own: among attributes a null deletes one. */
const OWN = new Set(['attributes', 'eventAttributes', 'payload'])

/** No body that the vendor describes is as deep; what lies below stays as it is. */
const DEEPEST = 20

/** The body as if those fields had been left out. */
export function withoutNullFields(value: unknown, depth = 0): unknown {
  if (typeof value !== 'object' || value === null || depth > DEEPEST) return value
  if (Array.isArray(value)) return value.map(item => withoutNullFields(item, depth + 1))
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, field]) => field !== null)
      .map(([name, field]) => [name, OWN.has(name) ? field : withoutNullFields(field, depth + 1)]),
  )
}
