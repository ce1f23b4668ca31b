// The beginning of a value as JSON: what a sentence quotes of something that a person handed in, whatever its size.

const MOST_CHARACTERS = 60
/** Deeper than this it would not be seen in so few characters. */
const MOST_LEVELS = 30

export function shortText(value: unknown): string {
  const text = JSON.stringify(pruned(value, MOST_LEVELS)) ?? String(value)
  return text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}…` : text
}

/** As much of it as can matter for the beginning of its text. */
function pruned(value: unknown, levels: number): unknown {
  if (typeof value === 'string') return value.slice(0, MOST_CHARACTERS + 1)
  if (typeof value !== 'object' || value === null) return value
  if (levels === 0) return null
  if (Array.isArray(value)) return value.slice(0, MOST_CHARACTERS).map(item => pruned(item, levels - 1))
  return Object.fromEntries(
    Object.entries(value)
      .slice(0, MOST_CHARACTERS)
      .map(([name, item]) => [name.slice(0, MOST_CHARACTERS + 1), pruned(item, levels - 1)]),
  )
}
