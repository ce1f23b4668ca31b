// Reads a world or scenario file (YAML, JSON or TypeScript) into a value that still knows where each part was written.
import { readFile } from 'node:fs/promises'
import { extname, relative, resolve } from 'node:path'
import {
  type Document,
  isAlias,
  LineCounter,
  type Node,
  parseDocument,
  visit,
  type YAMLParseError,
} from 'yaml'
import { once } from '../../mocks/kit/once.ts'
import { type Place, SandboxError } from '../../mocks/kit/sandbox-error.ts'
import { cutOut } from './cut-out.ts'
import { isTooDeep } from './depth.ts'
import { readModule } from './module.ts'
import type { Path } from './path.ts'
import { type Finder, finderIn, placesBy } from './places.ts'
import { ReadOnce } from './read-once.ts'
import { secondKey } from './second-key.ts'
import { shortened } from './shortened.ts'
import { yamlMistake } from './yaml-mistakes.ts'
import { quotesNeeded } from './yaml-pitfalls.ts'

export type { Place } from '../../mocks/kit/sandbox-error.ts'

export type { Path } from './path.ts'

export interface SourceFile {
  path: string
  data: unknown
  /** Where the value at this path was written; the nearest enclosing one when it is missing. `key` points at its key. */
  locate(path: Path, part?: 'key' | 'value'): Place
  /** A place within the text at this path, both counted from 1; where the text begins, when its lines were folded. */
  locateIn(path: Path, within: { line: number; column: number }): Place
  /** As it was written, counted from 1; undefined where there are no lines. */
  lineText(line: number | undefined): string | undefined
  /** What was written at this path, comments and all, as a text of its own; undefined where that was no YAML of its own. */
  textAt(path: Path): string | undefined
}

/** Where everything of a file was written, without what was written there. */
export type Whereabouts = Omit<SourceFile, 'data'>

/** As seen from where the person stands, unless that leads upwards. */
export function shortPath(path: string): string {
  const near = relative(process.cwd(), resolve(path))
  return near === '' || near.startsWith('..') ? resolve(path) : near
}

export const placeText = ({ file, line, column }: Place): string =>
  line === undefined ? file : `${file}:${line}:${column ?? 1}`

const UNREADABLE: Record<string, string | undefined> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
}

/** Throws SandboxError `unreadable-file` or `syntax-error`. */
export async function readSourceFile(path: string): Promise<SourceFile> {
  const file = shortPath(path)
  if (['.ts', '.mts', '.js', '.mjs'].includes(extname(path))) return importModule(path, file)
  const text = await readFile(path, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    const reason = UNREADABLE[cause.code ?? ''] ?? cause.message
    throw new SandboxError('unreadable-file', `Cannot read ${file}: ${reason}.`, {
      remedy: 'Check the path.',
      cause,
    })
  })
  return texts.read(`${path} ${file}`, text, () => parseText(text, path, file))
}

/** The same of a text that was handed in; `called` stands where a file's name would. */
export const readSourceText = (text: string, called: string): Promise<SourceFile> =>
  parseText(text, called, called)

const texts = new ReadOnce<SourceFile>()

/** From here on, places are looked for only when something has to be told of one. */
const LARGE_CHARACTERS = 32_000

async function parseText(text: string, path: string, file: string): Promise<SourceFile> {
  const written = { text, file }
  const lineText = (line: number | undefined) => lineOf(text, line)
  const large = text.length < LARGE_CHARACTERS ? undefined : await quickly(text)
  if (large !== undefined && !isTooDeep(large.data)) {
    const { data, find } = large
    const whole = once(() => parsed(written).document)
    const finder = once(() => finderIn(whole(), text))
    return {
      path,
      data,
      textAt: at => textAt(at, written, text.length < HUGE_CHARACTERS ? whole : undefined),
      lineText,
      ...placesBy((...asked) => find(...asked) ?? finder()(...asked), written),
    }
  }
  const read = parsed(written)
  const data = plainData(read.document, read.lines, written)
  return {
    path,
    data,
    textAt: at => textAt(at, written, () => read.document),
    lineText,
    ...placesBy(finderIn(read.document, text), written),
  }
}

/** Of YAML alone: JSON has no comments that could be lost. */
function textAt(at: Path, { text, file }: Written, whole: (() => Document) | undefined): string | undefined {
  if (extname(file) === '.json') return undefined
  return at.length === 0 ? text : whole && cutOut(text, whole().getIn(at, true))
}

/** From here on, what was left behind is worth a collection of garbage. */
const HUGE_CHARACTERS = 1_000_000

async function quickly(text: string): Promise<{ data: unknown; find: Finder } | undefined> {
  const [{ quickData }, { quickFinder }, { letNurseryGrow, releaseMemory }] = await Promise.all([
    import('./quick-yaml.ts'),
    import('./quick-places.ts'),
    import('./memory.ts'),
  ])
  const isHuge = text.length >= HUGE_CHARACTERS
  if (isHuge) letNurseryGrow()
  const read = quickData(text)
  if (isHuge) releaseMemory()
  return read && { ...read, find: quickFinder(text) }
}

const lineOf = (text: string, line: number | undefined): string | undefined =>
  line === undefined ? undefined : text.split('\n')[line - 1]

interface Parsed {
  document: Document.Parsed
  lines: LineCounter
}

function parsed({ text, file }: Written): Parsed {
  const lines = new LineCounter()
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    // It would compare each key with all before it.
    uniqueKeys: false,
    logLevel: 'error',
  })
  const error = document.errors[0] ?? keyProblem(document)
  if (error?.message === 'Maximum call stack size exceeded') throw tooDeep(file)
  if (error !== undefined) throw syntaxError(error, lines, { text, file })
  return { document, lines }
}

function keyProblem(document: Document.Parsed): SyntaxProblem | undefined {
  const second = secondKey(document)
  return second && { code: 'DUPLICATE_KEY', message: 'Map keys must be unique', pos: [second.offset] }
}

type SyntaxProblem = Pick<YAMLParseError, 'code' | 'message'> & { pos: readonly [number, ...unknown[]] }

type Written = { text: string; file: string }

/** The document as plain data: what an alias leads to is there, ends, and is not repeated without measure. */
function plainData(document: Document.Parsed, lines: LineCounter, written: Written): unknown {
  const refused = (offset: number, reason: string, remedy: string) => {
    const { line, col } = lines.linePos(offset)
    const place = { file: written.file, line: Math.max(line, 1), column: Math.max(col, 1) }
    return new SandboxError('syntax-error', `Cannot read ${placeText(place)}: ${reason}.`, { remedy, place })
  }
  const anchored = new Map<string, Node>()
  let aliases = 0
  visit(document, {
    Node(_, node, path) {
      const at = node.range?.[0] ?? 0
      if (!isAlias(node)) {
        if (node.anchor !== undefined) anchored.set(node.anchor, node)
        if (node.tag === BINARY) throw refused(at, 'a value cannot be !!binary', 'Write it as text.')
        return
      }
      const target = anchored.get(node.source)
      const name = `*${node.source.slice(0, 40)}`
      if (target === undefined)
        throw refused(at, `there is no anchor for ${name}`, 'Set the anchor before it.')
      if (path.includes(target))
        throw refused(at, `${name} stands inside its own anchor`, 'Write the value out.')
      if (++aliases > MOST_ALIASES)
        throw refused(at, `it has more than ${MOST_ALIASES} aliases`, 'Write some of the values out.')
    },
  })
  const data = withAliases(document)
  if (data === undefined)
    throw refused(0, 'its aliases repeat values too often', 'Write some of the values out.')
  if (isTooDeep(data.value)) throw tooDeep(written.file)
  return data.value
}

function withAliases(document: Document.Parsed): { value: unknown } | undefined {
  try {
    return { value: document.toJS({ maxAliasCount: MOST_REPEATED }) }
  } catch {
    return undefined
  }
}

const tooDeep = (file: string): SandboxError =>
  new SandboxError('syntax-error', `Cannot read ${file}:1:1: it is nested deeper than 500 levels.`, {
    remedy: 'Write it flatter.',
    place: { file, line: 1, column: 1 },
  })

const BINARY = 'tag:yaml.org,2002:binary'
/** Whoever reads them looks for each among all. */
const MOST_ALIASES = 10_000
/** How often aliases may repeat what one anchor holds. */
const MOST_REPEATED = 100

/** Where YAML stumbles is often some lines behind what it stumbles over. */
function syntaxError(
  { code, message, pos }: SyntaxProblem,
  lines: LineCounter,
  { text, file }: { text: string; file: string },
): SandboxError {
  const { line, col } = lines.linePos(pos[0])
  const written = text.split('\n')
  const cause = [line, line - 1, line - 2].find(number => quotesNeeded(written[number - 1]) !== undefined)
  const mistake = extname(file) === '.json' ? undefined : yamlMistake(code)
  const place = cause === undefined ? { file, line, column: col } : { file, line: cause, column: 1 }
  return new SandboxError(
    'syntax-error',
    `Cannot read ${placeText(place)}: ${mistake?.says ?? shortened(message.replace(/\.$/, ''))}.`,
    {
      remedy:
        quotesNeeded(written[(cause ?? 0) - 1]) ??
        mistake?.remedy ??
        `Correct the ${extname(file) === '.json' ? 'JSON' : 'YAML'} there.`,
      place,
    },
  )
}

const importModule = async (path: string, file: string): Promise<SourceFile> => ({
  path,
  data: await readModule(path, file),
  ...placesInside(file, at => `${file} (${at})`),
})

/** Places of a value that has no lines: the way that leads to it. */
export function placesInside(
  file: string,
  named: (path: string) => string,
): Omit<SourceFile, 'path' | 'data'> {
  const locate = (path: Path): Place => ({ file: path.length === 0 ? file : named(path.join('.')) })
  return { locate, locateIn: locate, lineText: () => undefined, textAt: () => undefined }
}
