// Reads TypeScript as text: what a file imports, and what it calls outside of comments and strings. No parser, for
// TypeScript 7 offers none to JavaScript; ambiguous spots (JSX text) are read so that too much is seen, not too little.

const BEFORE_REGEX =
  /(?:^|[(,=:[!&|?{};+\-*%~^<>]|=>|\b(?:return|typeof|case|in|of|do|else|void|await|yield))\s*$/

/**
 * The source at the same length: comments and the contents of strings, templates and regular expressions are spaces.
 * What stands in a template's `${}` stays.
 */
export function blank(source: string): string {
  let out = ''
  const templates: number[] = []
  let at = 0
  const skipTo = (end: number, keep: number) => {
    out += source.slice(at, at + keep) + source.slice(at + keep, end).replaceAll(/[^\n]/g, ' ')
    at = end
  }
  const template = () => {
    let end = at
    while (end < source.length && source[end] !== '`' && !source.startsWith('${', end)) {
      end += source[end] === '\\' ? 2 : 1
    }
    skipTo(end, 0)
    if (source[at] === '`') out += source[at++]
    else if (at < source.length) {
      out += '${'
      at += 2
      templates.push(0)
    }
  }
  while (at < source.length) {
    const rest = source.slice(at, at + 2)
    const char = source.charAt(at)
    const depth = templates.at(-1)
    if (rest === '//') skipTo(endOf(source, '\n', at), 0)
    else if (rest === '/*') skipTo(Math.min(endOf(source, '*/', at) + 2, source.length), 0)
    else if (char === "'" || char === '"') {
      const literal = char === "'" ? /'(?:\\.|[^'\\\n])*'/y : /"(?:\\.|[^"\\\n])*"/y
      literal.lastIndex = at
      const length = literal.exec(source)?.[0].length ?? 1
      if (length > 1) skipTo(at + length - 1, 1)
      out += source[at++]
    } else if (char === '`') {
      out += source[at++]
      template()
    } else if (depth !== undefined && char === '}' && depth === 0) {
      templates.pop()
      out += source[at++]
      template()
    } else if (char === '/' && BEFORE_REGEX.test(out.slice(-40))) {
      const literal = /\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\[\n])+\/[a-z]*/y
      literal.lastIndex = at
      skipTo(at + (literal.exec(source)?.[0].length ?? 1), 1)
    } else {
      if (depth !== undefined && char === '{') templates[templates.length - 1] = depth + 1
      if (depth !== undefined && char === '}') templates[templates.length - 1] = depth - 1
      out += source[at++]
    }
  }
  return out
}

function endOf(source: string, mark: string, from: number): number {
  const end = source.indexOf(mark, from)
  return end === -1 ? source.length : end
}

const FROM = /\b(?:import|export)\b(?![.(])[^'"`;()]*?\bfrom\s*(?=['"])/g
const BARE = /\bimport\s*(?=['"])/g
const DYNAMIC = /\bimport\s*\(\s*(?=['"])/g

/** Every specifier that a file imports or re-exports, statically, for types only or later with `import()`. */
export function importsOf(source: string): string[] {
  const code = blank(source)
  const specifiers: string[] = []
  for (const pattern of [FROM, BARE, DYNAMIC]) {
    for (const match of code.matchAll(pattern)) {
      const start = match.index + match[0].length
      const end = source.indexOf(source.charAt(start), start + 1)
      specifiers.push(source.slice(start + 1, end))
    }
  }
  return specifiers
}

/** `path:line: text` for each place outside of comments and strings where the pattern is found. */
export function findCode(path: string, source: string, pattern: RegExp): string[] {
  return [...blank(source).matchAll(new RegExp(pattern, 'g'))].map(match => {
    const line = source.slice(0, match.index).split('\n').length
    return `${path}:${line}: ${match[0]}`
  })
}

/** The circles of an import graph, each as a path from a file back to itself. */
export function cycles(graph: ReadonlyMap<string, readonly string[]>): string[] {
  const done = new Set<string>()
  const found: string[] = []
  const visit = (file: string, path: string[]): void => {
    const seenAt = path.indexOf(file)
    if (seenAt !== -1) {
      found.push([...path.slice(seenAt), file].join(' > '))
      return
    }
    if (done.has(file)) return
    for (const next of graph.get(file) ?? []) visit(next, [...path, file])
    done.add(file)
  }
  for (const file of graph.keys()) visit(file, [])
  return found
}
