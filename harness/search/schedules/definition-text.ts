// The definition of a scenario as a text that is equal for equal ones; its tags, which only people read, are not in it.

const TEXTS = new WeakMap<object, string>()

export function definitionText(definition: object): string {
  const known = TEXTS.get(definition)
  if (known !== undefined) return known
  const text = JSON.stringify(definition, (key, value) => (key === 'tags' ? undefined : value))
  TEXTS.set(definition, text)
  return text
}
