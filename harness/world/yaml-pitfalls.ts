// What YAML makes of a value that was written without quotes, and that nobody meant: a comment, an object.

/** A line that a person reads; what stands behind is not looked at. */
const MOST_CHARACTERS = 1_000

/** What to do about a line whose value needs quotes; undefined when it does not look like one. */
export function quotesNeeded(line: string | undefined): string | undefined {
  const [, key = '', value = ''] =
    /(?<!\w)(\w+):\s+(#\S.*|\{\{.*)$/.exec(line?.slice(0, MOST_CHARACTERS) ?? '') ?? []
  if (value === '') return undefined
  const [text = value] = value.startsWith('#') ? value.split(/[\s,}\]]/) : [value.trimEnd()]
  return value.startsWith('#')
    ? `YAML takes what follows a # for a comment. Write it in quotes: ${key}: "${text}".`
    : `YAML takes {{ for an object. Write the template in quotes: ${key}: "{{ … }}".`
}
