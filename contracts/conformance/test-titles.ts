// Which tests name a thing: read from the test files as text, with what their own constants and the builders of test/support stand for.
import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export interface FoundTest {
  /** From the project's folder. */
  file: string
  title: string
  /** The text of the test, of the `describe` titles around it and of every definition that it names. */
  text: string
}

const root = fileURLToPath(new URL('../../', import.meta.url))
const START = /^( *)(test|describe)(?:\.\w+)*[(<]/
const DEFINITION = /^(?:export )?(?:const|function|async function) (?:\{[^}]*\} = |)(\w+)/

/** The tests of these folders and files, in order of their names. */
export function testsIn(...paths: string[]): FoundTest[] {
  const support = new Map(filesBelow('test/support').map(file => [basename(file), definitionsOf(read(file))]))
  return paths
    .flatMap(filesBelow)
    .filter(file => file.endsWith('.test.ts'))
    .sort()
    .flatMap(file => testsOf(file, support))
}

const read = (file: string): string => readFileSync(join(root, file), 'utf8')

function filesBelow(path: string): string[] {
  if (path.endsWith('.ts')) return [path]
  return readdirSync(join(root, path), { withFileTypes: true }).flatMap(entry =>
    entry.isDirectory() ? filesBelow(`${path}/${entry.name}`) : [`${path}/${entry.name}`],
  )
}

/** Every definition of a file at its left edge: its name and its text. */
function definitionsOf(source: string): Map<string, string> {
  const pieces = source.split(
    /\n(?=(?:export |async |const |function |test|describe|import |interface |type ))/,
  )
  return new Map(pieces.flatMap(piece => nameOf(piece).map((name): [string, string] => [name, piece])))
}

function nameOf(piece: string): string[] {
  const name = DEFINITION.exec(piece.replace(/^(?:\/\*\*.*?\*\/|\/\/.*)\n/s, ''))?.[1]
  return name === undefined ? [] : [name]
}

function testsOf(file: string, support: Map<string, Map<string, string>>): FoundTest[] {
  const source = read(file)
  const known = definitionsOf(source)
  for (const [, names = '', from = ''] of source.matchAll(/import \{([^}]*)\} from '[^']*\/([\w-]+\.ts)'/g)) {
    const offered = support.get(from)
    for (const name of names.split(',').map(text => text.trim())) {
      const text = offered?.get(name)
      if (text !== undefined) known.set(name, text)
    }
  }
  const lines = source.split('\n')
  const groups: { indent: number; title: string }[] = []
  return lines.flatMap((line, index) => {
    const [, indent, kind] = START.exec(line) ?? []
    if (indent === undefined) return []
    const end = lines.findIndex(
      (later, at) => at > index && later.startsWith(`${indent}}`) && /\)$/.test(later),
    )
    const block = lines.slice(index, end < 0 ? undefined : end + 1).join('\n')
    const title = titleOf(block)
    while ((groups.at(-1)?.indent ?? -1) >= indent.length) groups.pop()
    if (kind === 'describe') {
      groups.push({ indent: indent.length, title })
      return []
    }
    const around = groups.map(group => group.title).join('\n')
    return [{ file, title, text: `${around}\n${block}\n${named(block, known).join('\n')}` }]
  })
}

/** The first argument that is text, also after a table of `test.each`. */
function titleOf(block: string): string {
  const each = /^ *\w+\.(?:each|for|skipIf)/.test(block)
  const [, quote = "'", title = ''] =
    (each
      ? /\)(?: as const)?\(\s*(['"`])((?:(?!\1).)*)\1,/.exec(block)
      : /\(\s*(['"`])((?:(?!\1).)*)\1,/.exec(block)) ?? []
  return title.replaceAll(`\\${quote}`, quote)
}

/** The definitions that a text names, and those that they name. */
function named(text: string, known: Map<string, string>): string[] {
  const found = new Map<string, string>()
  const visit = (from: string) => {
    for (const [name, definition] of known) {
      if (found.has(name) || !new RegExp(`(?<!['".\\w])${name}(?=[(,)\\];.\\s])(?!:)`).test(from)) continue
      found.set(name, definition)
      visit(definition)
    }
  }
  visit(text)
  return [...found.values()]
}
