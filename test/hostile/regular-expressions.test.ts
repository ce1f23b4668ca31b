// Every regular expression of what is shipped, found in the sources, against the worst of its own characters: whoever
// backtracks takes minutes for these, whoever does not some milliseconds.
import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { createContext, Script } from 'node:vm'
import { expect, test } from 'vitest'
import { blank } from '../support/source-scan.ts'
import { oneOf, sampled, scaled } from '../support/thoroughness.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const LENGTH = scaled(200_000)
const ENOUGH_MS = 250

/** Whose patterns see a text that is short already: a header, the beginning of a line. They are attacked at that length. */
const SHORT_BEFORE: Record<string, number> = {
  'harness/inbox/mime/list-unsubscribe.ts': 4_096,
  'harness/world/yaml-pitfalls.ts': 1_000,
}

interface Literal {
  path: string
  text: string
  expression: RegExp
}

function literalsIn(path: string): Literal[] {
  const source = readFileSync(root + path, 'utf8')
  const code = blank(source)
  const literals: Literal[] = []
  for (let at = code.indexOf('/'); at !== -1; at = code.indexOf('/', at + 1)) {
    // Only the first stroke of a pattern is left in the blank code.
    if (code[at + 1] !== ' ' || source[at + 1] === ' ') continue
    const literal = /\/((?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\[\n])+)\/([a-z]*)/y
    literal.lastIndex = at
    const [text, pattern = '', flags = ''] = literal.exec(source) ?? []
    if (text === undefined) continue
    try {
      literals.push({ path, text, expression: new RegExp(pattern, flags) })
    } catch {
      // Not a pattern: a stroke in JSX text.
    }
  }
  return literals
}

const CLASSES: Record<string, string> = {
  s: ' ',
  S: 'x',
  d: '1',
  D: 'x',
  w: 'a',
  W: '-',
  b: 'a',
  n: '\n',
  r: '\r',
  t: '\t',
}

/** Characters that the pattern speaks of, and some that it does not. */
function alphabet({ expression: { source } }: Literal): string[] {
  const characters = new Set<string>()
  for (let at = 0; at < source.length; at++) {
    const character = source[at] as string
    if (character === '\\') {
      at++
      characters.add(CLASSES[source[at] ?? ''] ?? source[at] ?? '')
    } else if (!'()[]{}|?*+^$.'.includes(character)) characters.add(character)
  }
  return [...characters, 'a', ' ', '1', '<'].slice(0, 24)
}

const lengthFor = ({ path }: Literal) => SHORT_BEFORE[path] ?? LENGTH

function attacks(literal: Literal): string[] {
  const characters = alphabet(literal)
  const words = literal.expression.source.replace(/\\[sSdDwWbB]|[()[\]{}|?*+^$.\\]/g, ' ').split(/ +/)
  const pairs = characters.map(character => `a${character}`)
  const pieces = [...new Set([...characters, characters.join(''), ...words, ...sampled(pairs)])]
  return pieces
    .filter(piece => piece !== '')
    .flatMap(piece => {
      const run = piece.repeat(Math.ceil(lengthFor(literal) / piece.length))
      return [`${run}\u0000`, `x${run}\u0000x`]
    })
}

// One context for all: making one costs more than most patterns do.
const context: { expression?: RegExp; text?: string } = createContext({})
const matched = new Script('text.replace(expression, "")')

function isSlow({ expression }: Literal, text: string, withinMs: number): boolean {
  Object.assign(context, { expression, text })
  try {
    matched.runInContext(context, { timeout: withinMs })
    return false
  } catch {
    return true
  }
}

const literals = globSync('{mocks,harness}/**/*.{ts,tsx}', { cwd: root }).sort().flatMap(literalsIn)
/** A pattern that stands in several places is tried once. */
const distinct = [
  ...new Map(literals.map(literal => [`${lengthFor(literal)} ${literal.text}`, literal])).values(),
]

test('finds the patterns of the sources', () => {
  expect(literals.length).toBeGreaterThan(200)
  expect(literals.map(({ path }) => path)).toEqual(
    expect.arrayContaining(['harness/inbox/html/line.ts', ...Object.keys(SHORT_BEFORE)]),
  )
})

test('none takes long for the worst of its own characters', () => {
  const slow = oneOf(4, distinct).flatMap(literal => {
    const worst = attacks(literal).find(
      // Once more with patience: a busy machine is no pattern.
      text => isSlow(literal, text, ENOUGH_MS) && isSlow(literal, text, 8 * ENOUGH_MS),
    )
    return worst === undefined
      ? []
      : [`${literal.path}: ${literal.text} on ${JSON.stringify(worst.slice(0, 20))}`]
  })
  expect(slow).toEqual([])
})
